package dev.wattsocket.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir private Path folder;

    @Test
    void aFolderThatIsNotThereIsMade() {
        var path = folder.resolve("a/b");
        try (var data = DataFolder.open(path)) {
            assertThat(data.path()).isDirectory();
            assertThat(data.freeBytes()).isPositive();
        }
    }

    @Test
    void anOpenFolderIsRefusedInTheSameProcessUntilItIsClosed() {
        try (var _ = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "The data folder "
                                    + folder
                                    + " is in use by process "
                                    + ProcessHandle.current().pid()
                                    + "; stop it, or name another folder with --data.");
        }
        DataFolder.open(folder).close();
    }

    @Test
    void aFolderOfAnotherProcessIsRefusedUntilThatIsKilled() throws Exception {
        var other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Opener.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        DataFolder.open(folder).close();
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be used")
                .hasMessageContaining(file.toString());
    }

    /// Opens a folder and waits to be killed.
    static final class Opener {
        static void main(String[] args) throws Exception {
            try (var _ = DataFolder.open(Path.of(args[0]))) {
                System.out.println("open");
                System.in.transferTo(System.out);
            }
        }
    }
}
