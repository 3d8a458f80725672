package dev.wattsocket.cli.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/// The bytes of a file, plain or gzip (known by its content). Confined to one thread, but for
/// `bytesRead`.
final class FileBytes implements Closeable {
    private static final int BUFFER_BYTES = 65_536;
    private static final int GZIP_MAGIC = 0x8b1f;

    private final AtomicLong bytesRead = new AtomicLong();
    private final InputStream plain;

    private FileBytes(InputStream file) throws IOException {
        plain = unzipped(new PushbackInputStream(counted(file), 2));
    }

    static FileBytes open(Path file) throws IOException {
        var bytes = Files.newInputStream(file);
        try {
            return new FileBytes(bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /// What the file holds, unzipped.
    InputStream plain() {
        return plain;
    }

    /// Bytes of the file that were read so far, before they were unzipped. Any thread.
    long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private InputStream counted(InputStream file) {
        return new BufferedInputStream(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        int found = file.read();
                        bytesRead.addAndGet(found < 0 ? 0 : 1);
                        return found;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        int found = file.read(into, from, length);
                        bytesRead.addAndGet(Math.max(0, found));
                        return found;
                    }

                    @Override
                    public void close() throws IOException {
                        file.close();
                    }
                },
                BUFFER_BYTES);
    }

    private static InputStream unzipped(PushbackInputStream file) throws IOException {
        byte[] start = file.readNBytes(2);
        file.unread(start);
        boolean isGzip =
                start.length == 2 && ((start[1] & 0xff) << 8 | (start[0] & 0xff)) == GZIP_MAGIC;
        return isGzip ? new GZIPInputStream(file, BUFFER_BYTES) : file;
    }
}
