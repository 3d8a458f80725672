package dev.wattsocket.cli.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a text file of any size: plain or gzip (known by its content), with or without a
/// byte order mark, ended by LF, CRLF or a bare CR. Holds one line. Confined to one thread, but for
/// `bytesRead`.
final class TextLines implements Closeable {
    /// Longer lines are cut off here: no line of readings is.
    static final int CHARS_MAX = 65_536;

    private static final int GZIP_MAGIC = 0x8b1f;

    private final AtomicLong bytesRead = new AtomicLong();
    private final Reader reader;
    private final char[] buffer = new char[CHARS_MAX];
    private final StringBuilder line = new StringBuilder(256);
    private int position;
    private int limit;
    private long number;
    private boolean ended = true;
    private boolean tooLong;

    private TextLines(InputStream file, Charset encoding) throws IOException {
        var plain = unzipped(new PushbackInputStream(counted(file), 2));
        reader = decoded(new PushbackInputStream(plain, 3), encoding);
    }

    public static TextLines open(Path file, Charset encoding) throws IOException {
        return of(Files.newInputStream(file), encoding);
    }

    static TextLines of(InputStream file, Charset encoding) throws IOException {
        try {
            return new TextLines(file, encoding);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// The next line without its end; null after the last.
    @Nullable String next() throws IOException {
        line.setLength(0);
        tooLong = false;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            append(end - position);
            position = end;
            if (end < limit) {
                skipLineEnd();
                ended = true;
                number++;
                return line.toString();
            }
        }
        if (!any) {
            return null;
        }
        ended = false;
        number++;
        return line.toString();
    }

    /// The number of the line last answered; the first is 1.
    long number() {
        return number;
    }

    /// Whether the line last answered had a line end: the last line of a file that was cut has
    /// none.
    boolean hasEnd() {
        return ended;
    }

    /// Whether the line last answered was longer than may be, and is not whole.
    boolean isTooLong() {
        return tooLong;
    }

    /// Bytes of the file that were read so far, before they were unzipped. Any thread.
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void append(int chars) {
        int room = CHARS_MAX - line.length();
        line.append(buffer, position, Math.min(chars, room));
        tooLong |= chars > room;
    }

    private void skipLineEnd() throws IOException {
        boolean wasReturn = buffer[position] == '\r';
        position++;
        if (wasReturn && (position < limit || fill()) && buffer[position] == '\n') {
            position++;
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, reader.read(buffer, 0, buffer.length));
        return limit > 0;
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
                CHARS_MAX);
    }

    private static InputStream unzipped(PushbackInputStream file) throws IOException {
        byte[] start = file.readNBytes(2);
        file.unread(start);
        boolean isGzip =
                start.length == 2 && ((start[1] & 0xff) << 8 | (start[0] & 0xff)) == GZIP_MAGIC;
        return isGzip ? new GZIPInputStream(file, CHARS_MAX) : file;
    }

    private static Reader decoded(PushbackInputStream text, Charset encoding) throws IOException {
        byte[] start = text.readNBytes(3);
        int mark = 0;
        var found = encoding;
        if (starts(start, 0xef, 0xbb, 0xbf)) {
            mark = 3;
            found = StandardCharsets.UTF_8;
        } else if (starts(start, 0xff, 0xfe)) {
            mark = 2;
            found = StandardCharsets.UTF_16LE;
        } else if (starts(start, 0xfe, 0xff)) {
            mark = 2;
            found = StandardCharsets.UTF_16BE;
        }
        text.unread(start, mark, start.length - mark);
        return new InputStreamReader(text, found);
    }

    private static boolean starts(byte[] text, int... mark) {
        if (text.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((text[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
