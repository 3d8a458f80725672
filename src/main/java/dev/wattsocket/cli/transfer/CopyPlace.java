package dev.wattsocket.cli.transfer;

import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.storage.Storage;
import dev.wattsocket.store.DataFolder;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.questdb.CommitMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// One end of a copy: a data folder, held by this process alone, or a database. Its name is for
/// people and has no password.
record CopyPlace(String name, Storage storage, Optional<DataFolder> folder)
        implements AutoCloseable {

    /// Opens what has to be there already.
    static CopyPlace existing(String place) {
        if (!PostgresUrl.isOne(place) && !Files.exists(Path.of(place, "catalog.db"))) {
            throw new Failure("There is no data folder %s.".formatted(place));
        }
        return open(place);
    }

    /// Opens it, and makes it where there is none.
    static CopyPlace open(String place) {
        if (PostgresUrl.isOne(place)) {
            var url = url(place);
            return new CopyPlace(
                    url.toString(), Storage.in(url, Clock.systemUTC()), Optional.empty());
        }
        var folder = DataFolder.open(Path.of(place));
        try {
            var storage = Storage.in(folder, CommitMode.NOSYNC, Clock.systemUTC());
            return new CopyPlace(place, storage, Optional.of(folder));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static PostgresUrl url(String place) {
        try {
            return new PostgresUrl(place);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    /// @throws StoreException where not all of it could be closed
    @Override
    public void close() {
        try {
            storage.close();
        } finally {
            folder.ifPresent(DataFolder::close);
        }
    }
}
