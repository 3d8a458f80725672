package dev.wattsocket.cli;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.store.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A catalog that a command has opened, and what it stands in: a data folder that no server may use
/// meanwhile, or a database that nodes share.
record CatalogPlace(AutoCloseable place, Catalog catalog) implements AutoCloseable {

    static CatalogPlace open(Path data, @Nullable String store) {
        return store == null
                ? inFolder(data)
                : new CatalogPlace(() -> {}, SqlCatalog.open(new PostgresUrl(store)));
    }

    private static CatalogPlace inFolder(Path data) {
        var folder = DataFolder.open(data);
        try {
            return new CatalogPlace(folder, SqlCatalog.open(folder.path().resolve("catalog.db")));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public void close() {
        catalog.close();
        try {
            place.close();
        } catch (Exception e) {
            throw new StartFailed("The catalog did not close: " + e.getMessage());
        }
    }
}
