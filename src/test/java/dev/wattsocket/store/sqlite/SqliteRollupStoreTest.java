package dev.wattsocket.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupCells.Day;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupStoreContract;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import dev.wattsocket.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRollupStoreTest extends RollupStoreContract {
    @TempDir Path folder;

    @Override
    protected RollupStore open() {
        return SqliteRollupStore.open(folder.resolve("rollups.db"));
    }

    @Override
    protected RollupStore reopen(RollupStore store) {
        store.close();
        return open();
    }

    /// What was written by a program with another form can be computed again, so it is.
    @Test
    void aFileOfAnotherFormIsEmptied() throws SQLException {
        var file = folder.resolve("older.db");
        var cells = List.of(Cell.empty(0));
        try (var store = SqliteRollupStore.open(file)) {
            store.write(1, List.of(new Day(Resolution.QUARTER, 0, cells)));
            store.mark(List.of(new Mark(1, 1, 0, 0)));
            store.done(1, new Progress(0, 0, 0, 0), List.of());
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        try (var store = SqliteRollupStore.open(file)) {
            assertThat(store.read(1, Resolution.QUARTER, 0, 1)).isEmpty();
            assertThat(store.progress()).isEmpty();
            assertThat(store.marks()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoneOfItsOwnIsRefusedWithItsName() throws Exception {
        var file = folder.resolve("notes.txt");
        Files.writeString(file, "Not a database, but long enough to be taken for one.".repeat(99));
        assertThatThrownBy(() -> SqliteRollupStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("notes.txt");
    }
}
