package dev.wattsocket.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder that holds all that a node keeps. Open, it belongs to this process alone.
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Where a folder of this name lies unless said otherwise: among the user's own data.
    public static Path usual(String name) {
        String home = System.getenv("XDG_DATA_HOME");
        return home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", name)
                : Path.of(home, name);
    }

    /// Opens the folder, and makes it where there is none.
    ///
    /// @throws StoreException where it can't be made or written, or another process has it open
    public static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            var file = path.resolve("owner.lock");
            var lock =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!lock(lock)) {
                String owner = Files.readString(file).trim();
                lock.close();
                throw new StoreException(
                        "The data folder %s is in use by process %s; stop it, or name another folder with --data."
                                .formatted(path, owner));
            }
            lock.truncate(0);
            var pid = Long.toString(ProcessHandle.current().pid());
            var _ = lock.write(StandardCharsets.US_ASCII.encode(pid), 0);
            return new DataFolder(path, lock);
        } catch (IOException e) {
            throw new StoreException(
                    "The data folder %s can't be used: %s".formatted(path, e.getMessage()), e);
        }
    }

    public Path path() {
        return path;
    }

    /// Bytes that this process may still write on the folder's disk; 0 where the disk does not
    /// answer.
    public long freeBytes() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException _) {
            // The lock ends with the process anyway.
        }
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
