package dev.wattsocket.cli.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a text file of any size: plain or gzip (known by its content), with or without a
/// byte order mark, ended by LF, CRLF or a bare CR. Holds one line. Confined to one thread, but for
/// `bytesRead`.
final class TextLines implements Closeable {
    /// Longer lines are cut off here: no line of readings is.
    static final int CHARS_MAX = 65_536;

    private final FileBytes bytes;
    private final Reader reader;
    private final char[] buffer = new char[CHARS_MAX];
    private final StringBuilder line = new StringBuilder(256);
    private int position;
    private int limit;
    private long number;
    private boolean ended = true;
    private boolean tooLong;

    private TextLines(FileBytes bytes, Charset encoding) throws IOException {
        this.bytes = bytes;
        reader = decoded(new PushbackInputStream(bytes.plain(), 3), encoding);
    }

    static TextLines open(Path file, Charset encoding) throws IOException {
        var bytes = FileBytes.open(file);
        try {
            return new TextLines(bytes, encoding);
        } catch (IOException e) {
            bytes.close();
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
    long bytesRead() {
        return bytes.bytesRead();
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
