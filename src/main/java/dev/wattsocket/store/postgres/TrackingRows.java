package dev.wattsocket.store.postgres;

import dev.wattsocket.store.RollupState;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import dev.wattsocket.store.RollupTracking.Settled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The SQL of how far channels are rolled up. The caller holds the transaction.
final class TrackingRows {
    private static final String NOTHING = Long.toString(Long.MIN_VALUE);

    /// What is past the last quarter hour that was computed has one print, so that any sample there
    /// changes it; what lies before makes a mark.
    private static final String STATES =
            """
            select coalesce(p.begins, 9223372036854775807), coalesce(p.up_to, NOTHING),
                   coalesce(p.late_up_to, NOTHING), coalesce(p.longest, 0),
                   coalesce(p.closed, NOTHING), coalesce(p.settled_for, NOTHING),
                   coalesce(p.revised, 0),
                   coalesce((select max(time) from sample
                             where channel = c.id and time >= p.newest_quarter),
                            p.newest_quarter, NOTHING),
                   case when p.up_to > NOTHING then
                     (select bit_xor(hashfloat8extended(value, time))
                      from sample where channel = c.id and time > p.late_up_to) end
            from unnest(?) with ordinality c(id, place)
            left join rollup_progress p on p.channel = c.id
            order by c.place
            """
                    .replace("NOTHING", "(" + NOTHING + ")");

    private TrackingRows() {}

    static List<RollupState> states(Connection connection, List<Integer> channels)
            throws SQLException {
        var marks = marks(connection, channels);
        var states = new ArrayList<RollupState>();
        try (var statement = connection.prepareStatement(STATES)) {
            statement.setArray(1, connection.createArrayOf("integer", channels.toArray()));
            try (var row = statement.executeQuery()) {
                for (int channel : channels) {
                    row.next();
                    states.add(state(row, marks.getOrDefault(channel, List.of())));
                }
            }
        }
        return states;
    }

    private static RollupState state(ResultSet row, List<Mark> marks) throws SQLException {
        var progress = new Progress(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        long longest = progress.longestMillis();
        long newest = row.getLong(8);
        long reach = newest == Long.MIN_VALUE ? newest : newest + longest;
        return new RollupState(
                progress,
                marks,
                newest,
                longest,
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                newest ^ row.getLong(9),
                Math.max(reach, progress.upToMillis()));
    }

    private static Map<Integer, List<Mark>> marks(Connection connection, List<Integer> channels)
            throws SQLException {
        var marks = new HashMap<Integer, List<Mark>>();
        try (var statement =
                connection.prepareStatement(
                        "select id, channel, first_time, last_time from rollup_mark"
                                + " where channel = any(?) order by id")) {
            statement.setArray(1, connection.createArrayOf("integer", channels.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    marks.computeIfAbsent(row.getInt(2), _ -> new ArrayList<>())
                            .add(
                                    new Mark(
                                            row.getLong(1),
                                            row.getInt(2),
                                            row.getLong(3),
                                            row.getLong(4)));
                }
            }
        }
        return marks;
    }

    /// Adds marks, which are in the order of channels.
    static void mark(Connection connection, List<Mark> marks) throws SQLException {
        try (var insert =
                        connection.prepareStatement(
                                "insert into rollup_mark (channel, first_time, last_time)"
                                        + " values (?, ?, ?)");
                var revise =
                        connection.prepareStatement(
                                "update rollup_progress set revised = revised + 1"
                                        + " where channel = ?")) {
            for (var mark : marks) {
                insert.setInt(1, mark.channel());
                insert.setLong(2, mark.firstMillis());
                insert.setLong(3, mark.lastMillis());
                insert.addBatch();
                revise.setInt(1, mark.channel());
                revise.addBatch();
            }
            var _ = insert.executeBatch();
            var _ = revise.executeBatch();
        }
    }

    /// Samples of these spans are about to be committed: notes which of them are late, and how far
    /// channels reach. Most often there is nothing to note, and that is one question.
    static void note(Connection connection, Spans spans) throws SQLException {
        var late = new ArrayList<Mark>();
        boolean isFurther = false;
        try (var statement =
                connection.prepareStatement(
                        "select b.channel, b.first, least(b.last, p.late_up_to),"
                                + " p.channel is not null and b.first <= p.late_up_to,"
                                + " p.channel is null or b.quarter > p.newest_quarter"
                                + " or b.longest > p.longest"
                                + " from unnest(?, ?, ?, ?, ?)"
                                + " b(channel, first, last, quarter, longest)"
                                + " left join rollup_progress p on p.channel = b.channel"
                                + " where p.channel is null or b.first <= p.late_up_to"
                                + " or b.quarter > p.newest_quarter or b.longest > p.longest"
                                + " order by b.channel")) {
            bind(statement, connection, spans);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(4)) {
                        late.add(new Mark(0, row.getInt(1), row.getLong(2), row.getLong(3)));
                    }
                    isFurther |= row.getBoolean(5);
                }
            }
        }
        if (isFurther) {
            reach(connection, spans);
        }
        if (!late.isEmpty()) {
            mark(connection, late);
        }
    }

    private static void reach(Connection connection, Spans spans) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "insert into rollup_progress as p (channel, begins, up_to, late_up_to,"
                                + " longest, closed, settled_for, revised, newest_quarter)"
                                + " select b.channel, 9223372036854775807, NOTHING, NOTHING,"
                                        .replace("NOTHING", "(" + NOTHING + ")")
                                + " b.longest, NOTHING, NOTHING, 0, b.quarter"
                                        .replace("NOTHING", "(" + NOTHING + ")")
                                + " from unnest(?, ?, ?, ?, ?)"
                                + " b(channel, first, last, quarter, longest)"
                                + " order by b.channel on conflict (channel) do update"
                                + " set newest_quarter = greatest(p.newest_quarter,"
                                + " excluded.newest_quarter),"
                                + " longest = greatest(p.longest, excluded.longest)")) {
            bind(statement, connection, spans);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Connection connection, Spans spans)
            throws SQLException {
        statement.setArray(1, connection.createArrayOf("integer", spans.channels()));
        statement.setArray(2, connection.createArrayOf("bigint", spans.first()));
        statement.setArray(3, connection.createArrayOf("bigint", spans.last()));
        statement.setArray(4, connection.createArrayOf("bigint", spans.quarters()));
        statement.setArray(5, connection.createArrayOf("bigint", spans.longest()));
    }

    /// Holds these channels until the transaction ends; in order, so that nobody waits in a circle.
    static void lock(Connection connection, int key, List<Integer> channels) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select pg_advisory_xact_lock(?, o.id)"
                                + " from (select c.id from unnest(?) c(id) order by c.id) o")) {
            statement.setInt(1, key);
            statement.setArray(2, connection.createArrayOf("integer", channels.toArray()));
            statement.execute();
        }
    }

    /// Samples up to this time are late from now on.
    static void late(Connection connection, int channel, long upTo) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "update rollup_progress set late_up_to = greatest(late_up_to, ?)"
                                + " where channel = ?")) {
            statement.setLong(1, upTo);
            statement.setInt(2, channel);
            statement.executeUpdate();
        }
    }

    /// @param then what it was when the settling began
    static void done(Connection connection, int channel, RollupState then, Settled now)
            throws SQLException {
        var progress = now.progress();
        try (var statement =
                connection.prepareStatement(
                        "insert into rollup_progress as p (channel, begins, up_to, late_up_to,"
                                + " longest, closed, settled_for, revised, newest_quarter)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (channel) do update set"
                                + " begins = excluded.begins, up_to = excluded.up_to,"
                                + " late_up_to = excluded.late_up_to,"
                                + " longest = greatest(p.longest, excluded.longest),"
                                + " closed = excluded.closed,"
                                + " settled_for = excluded.settled_for,"
                                + " revised = p.revised + excluded.revised")) {
            statement.setInt(1, channel);
            statement.setLong(2, progress.beginMillis());
            statement.setLong(3, progress.upToMillis());
            statement.setLong(4, progress.lateUpToMillis());
            statement.setLong(5, progress.longestMillis());
            statement.setLong(6, now.closedMillis());
            statement.setLong(7, then.newest());
            statement.setLong(8, now.rewrote() ? 1 : 0);
            statement.setLong(9, Long.MIN_VALUE);
            statement.executeUpdate();
        }
        try (var statement =
                connection.prepareStatement("delete from rollup_mark where id = any(?)")) {
            var ids = then.marks().stream().map(Mark::id).toArray(Long[]::new);
            statement.setArray(1, connection.createArrayOf("bigint", ids));
            statement.executeUpdate();
        }
    }
}
