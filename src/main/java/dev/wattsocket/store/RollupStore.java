package dev.wattsocket.store;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import java.util.List;
import java.util.Map;

/// The port to the place where rollups are kept: for each channel and stretch of time what its
/// samples come to, and which of them have to be computed anew. They exist for speed: all of them
/// can be computed again while the samples are there.
///
/// Any thread may call any method; what is written is durable when the call returns.
public interface RollupStore extends AutoCloseable {

    /// The cells of a channel that start in `[from, to)` and hold anything, in order of time.
    List<Cell> read(int channel, Resolution resolution, long fromMillis, long toMillis);

    /// Shows the energy of a channel's quarter hours that start in `[from, to)` and hold anything,
    /// in order of time: much quicker than reading all of them.
    void energy(int channel, long fromMillis, long toMillis, EnergyVisitor visitor);

    /// Replaces what a channel has in some days of universal time, all of it together.
    void write(int channel, List<Day> days);

    /// How far each channel is rolled up.
    Map<Integer, Progress> progress();

    /// Says how far a channel is rolled up, and that these marks are dealt with.
    void done(int channel, Progress progress, List<Mark> marks);

    /// What has to be computed anew.
    List<Mark> marks();

    /// Says that readings came which lie before what was rolled up.
    void mark(List<Mark> marks);

    /// Forgets all that is known of a channel.
    void forget(int channel);

    /// Forgets the cells of a resolution that end before a time; answers how many days of channels
    /// were dropped.
    int drop(Resolution resolution, long beforeMillis);

    @Override
    void close();

    /// Sees the energy of one quarter hour after the other.
    interface EnergyVisitor {
        void cell(long startMillis, long importMicroWh, long exportMicroWh, long energyMillis);
    }

    /// Cells of one resolution in one day of universal time, by their place in the day.
    record Day(Resolution resolution, long startMillis, List<Cell> cells) {}

    /// How far a channel is rolled up.
    ///
    /// @param beginMillis the earliest time that anything was ever known of
    /// @param upToMillis all quarter hours before it are rolled up
    /// @param lateUpToMillis samples up to here can change them
    /// @param longestMillis the length of the longest interval
    record Progress(long beginMillis, long upToMillis, long lateUpToMillis, long longestMillis) {}

    /// Samples between two times, both included, came late. The id is its own for ever.
    record Mark(long id, int channel, long firstMillis, long lastMillis) {}
}
