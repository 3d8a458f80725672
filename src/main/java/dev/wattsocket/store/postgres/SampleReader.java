package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Samples;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.SeriesStore.Visitor;
import dev.wattsocket.store.postgres.Parts.Part;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;

/// Reads samples a page at a time. No connection is held while somebody looks at a page, so those
/// who take their time don't stand in each other's way. Any thread.
final class SampleReader {
    /// Rows of a page.
    static final int PAGE_ROWS_MAX = 20_000;

    /// From here on it pays to ask first which parts are there.
    private static final long LONG_MILLIS = 8 * Weeks.MILLIS;

    /// How much longer the next stretch is, at most, than one in which there was little.
    private static final long LONGER_MAX = 8;

    /// No time of a sample is further away than this.
    private static final long FAR_MILLIS = 1L << 52;

    /// In place of a length: nothing more is wanted.
    private static final long ENOUGH = -1;

    private static final int HEAD_BYTES = 19;
    private static final int ROW_BYTES = 42;

    private final PostgresPool pool;
    private final Parts parts;
    private final int pageRows;

    SampleReader(PostgresPool pool, Parts parts) {
        this(pool, parts, PAGE_ROWS_MAX);
    }

    SampleReader(PostgresPool pool, Parts parts, int pageRows) {
        this.pool = pool;
        this.parts = parts;
        this.pageRows = pageRows;
    }

    /// In order of time and then channel, until the visitor has seen enough.
    void scan(int[] channels, long fromMillis, long toMillis, Visitor visitor) throws SQLException {
        var wanted = list(channels);
        long at = Math.clamp(fromMillis, -FAR_MILLIS, FAR_MILLIS);
        long end = Math.clamp(toMillis, -FAR_MILLIS, FAR_MILLIS);
        if (at >= end || channels.length == 0) {
            return;
        }
        var stretches =
                end - at > LONG_MILLIS ? pool.with(parts::list) : List.of(new Part("", at, end));
        // At first a reading a second of each channel is expected.
        long width = Math.max(1, pageRows / channels.length) * 1000L;
        for (var stretch : stretches) {
            long from = Math.max(at, stretch.fromMillis());
            long to = Math.min(end, stretch.toMillis());
            if (from < to) {
                width = scan(wanted, from, to, width, visitor);
            }
            if (width == ENOUGH) {
                return;
            }
        }
    }

    /// Answers how long the next stretch should be.
    private long scan(String wanted, long from, long to, long firstWidth, Visitor visitor)
            throws SQLException {
        long width = firstWidth;
        long at = from;
        int after = Integer.MIN_VALUE;
        while (at < to) {
            long end = width < to - at ? at + width : to;
            var page = page(wanted, at, after, end);
            int size = page.size();
            if (!show(page, visitor)) {
                return ENOUGH;
            }
            if (size < pageRows) {
                width = (end - at) * Math.clamp(pageRows / 2 / Math.max(1, size), 1, LONGER_MAX);
                at = end;
                after = Integer.MIN_VALUE;
            } else {
                long last = page.timeMillis(size - 1);
                width = Math.max(1, last - at);
                at = last;
                after = page.channel(size - 1);
            }
        }
        return width;
    }

    private static boolean show(Samples page, Visitor visitor) {
        for (int i = 0; i < page.size(); i++) {
            if (!visitor.visit(
                    page.channel(i), page.timeMillis(i), page.value(i), page.intervalSeconds(i))) {
                return false;
            }
        }
        return true;
    }

    /// The first rows from this time on, and at this time only of channels after that one. Each
    /// channel is looked up for itself, so that the key is used whatever the planner believes.
    private Samples page(String wanted, long at, int after, long end) throws SQLException {
        String sql =
                """
                select channel, time, value, seconds from unnest('%s'::int[]) as wanted (channel)
                cross join lateral (
                    select time, value, seconds from sample where sample.channel = wanted.channel
                    and time >= %d and time < %d order by time limit %d) as found
                where (time, channel) > (%d, %d) order by time, channel limit %d
                """
                        .formatted(wanted, at, end, pageRows + 1, at, after, pageRows);
        return pool.with(connection -> read(connection, sql));
    }

    /// The first, or the last, sample of each of these channels between two times.
    Samples ends(int[] channels, Part stretch, boolean first) throws SQLException {
        String sql =
                """
                select channel, time, value, seconds from unnest('%s'::int[]) as wanted (channel)
                cross join lateral (
                    select time, value, seconds from sample where sample.channel = wanted.channel
                    and time >= %d and time < %d order by time %s limit 1) as found
                """
                        .formatted(
                                list(channels),
                                stretch.fromMillis(),
                                stretch.toMillis(),
                                first ? "asc" : "desc");
        return pool.with(connection -> read(connection, sql));
    }

    /// All parts from one end to the other, in stretches of one, two, four and so on: what is
    /// looked for is mostly near the end where the search begins.
    List<Part> stretches(boolean fromFirst) throws SQLException {
        var all = pool.with(parts::list);
        var stretches = new ArrayList<Part>();
        int done = 0;
        for (int count = 1; done < all.size(); count *= 2) {
            int more = Math.min(count, all.size() - done);
            int begin = fromFirst ? done : all.size() - done - more;
            long from = all.get(begin).fromMillis();
            stretches.add(new Part("", from, all.get(begin + more - 1).toMillis()));
            done += more;
        }
        return stretches;
    }

    private static String list(int[] channels) {
        var text = new StringBuilder("{");
        for (int channel : Arrays.stream(channels).distinct().toArray()) {
            text.append(text.length() > 1 ? "," : "").append(channel);
        }
        return text.append('}').toString();
    }

    /// A copy comes in PostgreSQL's own form, which nobody has to spell.
    private static Samples read(Connection connection, String sql) throws SQLException {
        var samples = new Samples.Builder(64);
        var out =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (" + sql + ") to stdout (format binary)");
        int begin = HEAD_BYTES;
        for (byte[] data = out.readFromCopy(); data != null; data = out.readFromCopy()) {
            var row = ByteBuffer.wrap(data);
            // What is shorter is the mark of the end.
            for (int at = begin; at + ROW_BYTES <= data.length; at += ROW_BYTES) {
                samples.add(
                        row.getInt(at + 6),
                        row.getLong(at + 14),
                        row.getDouble(at + 26),
                        row.getInt(at + 38));
            }
            begin = 0;
        }
        return samples.build();
    }
}
