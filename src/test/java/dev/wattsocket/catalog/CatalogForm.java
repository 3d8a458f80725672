package dev.wattsocket.catalog;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.postgres.PostgresUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One of the two forms of the catalog, with a place that is a test's own.
sealed interface CatalogForm extends AutoCloseable {

    /// Opens the catalog, with what was put there before.
    SqlCatalog open();

    @Override
    void close();

    record Sqlite(Path folder) implements CatalogForm {
        @Override
        public SqlCatalog open() {
            return SqlCatalog.open(folder.resolve("catalog.db"));
        }

        @Override
        public void close() {
            // The folder goes by itself.
        }
    }

    record OnPostgres(PostgresUrl url, List<PostgresPool> pools) implements CatalogForm {
        OnPostgres() {
            this(new PostgresUrl(Postgres.shared().newDatabase()), new ArrayList<>());
        }

        @Override
        public SqlCatalog open() {
            try {
                var pool = PostgresPool.open(url);
                pools.add(pool);
                return SqlCatalog.open(pool);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            pools.forEach(PostgresPool::close);
        }
    }
}
