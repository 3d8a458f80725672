package dev.wattsocket.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteCatalogTest extends CatalogContract {
    SqliteCatalogTest(@TempDir Path folder) {
        super(new CatalogForm.Sqlite(folder));
    }

    @Test
    void aCatalogOfANewerVersionIsLeftAlone(@TempDir Path folder) throws Exception {
        var file = folder.resolve("catalog.sqlite");
        SqlCatalog.open(file).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        assertThatThrownBy(() -> SqlCatalog.open(file))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void aFileThatIsNoCatalogIsNamedInASentence(@TempDir Path folder) throws Exception {
        var file = folder.resolve("catalog.sqlite");
        Files.writeString(file, "this is not a database, whatever its name says. ".repeat(50));
        assertThatThrownBy(() -> SqlCatalog.open(file))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining(file.toString());
    }
}
