package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Samples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// The statements that bring samples into the table, within a transaction of the caller.
final class SampleWriter {
    /// Rows of one statement. Each is answered before the database is taken for gone.
    static final int ROWS_MAX = 50_000;

    private static final byte[] HEAD =
            "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ROW_BYTES = 2 + 4 + 4 + 4 + 8 + 4 + 8 + 4 + 4;
    private static final short END = -1;

    private static final String UPSERT =
            "insert into sample (channel, time, value, seconds)"
                    + " select * from unnest(?::int[], ?::bigint[], ?::float8[], ?::int[])"
                    + " on conflict (channel, time) do update"
                    + " set value = excluded.value, seconds = excluded.seconds"
                    // By their bits: 0 is another value than -0.
                    + " where (float8send(sample.value), sample.seconds)"
                    + " is distinct from (float8send(excluded.value), excluded.seconds)";
    private static final String DELETE =
            "delete from sample using unnest(?::int[], ?::bigint[]) as gone (channel, time)"
                    + " where sample.channel = gone.channel and sample.time = gone.time";

    private SampleWriter() {}

    /// Fails where one of them is there already.
    static void copy(Connection connection, Samples samples, int from, int to) throws SQLException {
        var in =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy sample (channel, time, value, seconds) from stdin (format binary)");
        try {
            byte[] bytes = bytes(samples, from, to);
            in.writeToCopy(bytes, 0, bytes.length);
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    /// Writes what is not there as it is; the same again writes nothing.
    static void upsert(Connection connection, Samples samples, int from, int to)
            throws SQLException {
        var columns = Columns.of(samples, from, to);
        try (var statement = connection.prepareStatement(UPSERT)) {
            statement.setObject(1, columns.channels);
            statement.setObject(2, columns.times);
            statement.setObject(3, columns.values);
            statement.setObject(4, columns.seconds);
            statement.executeUpdate();
        }
    }

    static void delete(Connection connection, Samples samples) throws SQLException {
        var columns = Columns.of(samples, 0, samples.size());
        try (var statement = connection.prepareStatement(DELETE)) {
            statement.setObject(1, columns.channels);
            statement.setObject(2, columns.times);
            statement.executeUpdate();
        }
    }

    /// PostgreSQL's own form of rows: each column has its length before it.
    private static byte[] bytes(Samples samples, int from, int to) {
        var bytes = ByteBuffer.allocate(HEAD.length + (to - from) * ROW_BYTES + Short.BYTES);
        bytes.put(HEAD);
        for (int i = from; i < to; i++) {
            bytes.putShort((short) 4);
            bytes.putInt(Integer.BYTES).putInt(samples.channel(i));
            bytes.putInt(Long.BYTES).putLong(samples.timeMillis(i));
            bytes.putInt(Double.BYTES).putDouble(samples.value(i));
            bytes.putInt(Integer.BYTES).putInt(samples.intervalSeconds(i));
        }
        return bytes.putShort(END).array();
    }

    private record Columns(int[] channels, long[] times, double[] values, int[] seconds) {
        static Columns of(Samples samples, int from, int to) {
            int size = to - from;
            var columns =
                    new Columns(new int[size], new long[size], new double[size], new int[size]);
            for (int i = 0; i < size; i++) {
                columns.channels[i] = samples.channel(from + i);
                columns.times[i] = samples.timeMillis(from + i);
                columns.values[i] = samples.value(from + i);
                columns.seconds[i] = samples.intervalSeconds(from + i);
            }
            return columns;
        }
    }
}
