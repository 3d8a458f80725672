package dev.wattsocket.catalog;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRevisionsTest extends RevisionsContract {
    SqliteRevisionsTest(@TempDir Path folder) {
        super(new CatalogForm.Sqlite(folder));
    }
}
