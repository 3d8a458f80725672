package dev.wattsocket.store;

import java.util.List;

/// The port to how far channels are rolled up, and what waits to be computed anew: known to one
/// program, or shared by nodes. Whoever stores a sample tells it, so that none is missed.
///
/// Any thread; blocks.
public interface RollupTracking {

    /// A channel as it is now.
    RollupState state(int channel);

    /// Channels as they are at one moment. What is counted in them can be read from then on.
    List<RollupState> states(List<Integer> channels);

    /// Says that samples mean something else: durable when it returns. The numbers of these marks
    /// are given here.
    void mark(List<Mark> marks);

    /// Quarter hours of any channel may have changed.
    void revised();

    /// Has the work done for those of these channels that wait, for each by nobody else at the same
    /// time. Samples up to the state's newest that come from then on are late.
    void settle(List<Integer> channels, Work work);

    /// Computes a channel anew and writes its cells; answers how far it came.
    interface Work {
        Settled settle(int channel, RollupState state, RollupCells cells);
    }

    /// How far a channel is rolled up.
    ///
    /// @param beginMillis the earliest time that anything was ever known of
    /// @param upToMillis all quarter hours before it are rolled up
    /// @param lateUpToMillis samples up to here can change them
    /// @param longestMillis the length of the longest interval
    record Progress(long beginMillis, long upToMillis, long lateUpToMillis, long longestMillis) {
        /// Nothing is known.
        public static final Progress NOTHING =
                new Progress(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 0);
    }

    /// Samples between two times, both included, came late. The number is its own for ever.
    record Mark(long id, int channel, long firstMillis, long lastMillis) {}

    /// How far it came, and whether quarter hours that were right before may have changed.
    ///
    /// @param closedMillis the end of the last quarter hour that was computed
    record Settled(Progress progress, long closedMillis, boolean rewrote) {
        /// None of the samples up to a time is there.
        public static Settled nothing(long newest) {
            var none = new Progress(Long.MAX_VALUE, Long.MIN_VALUE, newest, 0);
            return new Settled(none, Long.MIN_VALUE, true);
        }
    }
}
