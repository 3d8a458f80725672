package dev.wattsocket.store;

import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import java.util.List;
import java.util.Map;

/// The port to the place where one program keeps its rollups: for each channel and stretch of time
/// what its samples come to, and which of them have to be computed anew.
///
/// Any thread may call any method; what is written is durable when the call returns.
public interface RollupStore extends RollupCells, AutoCloseable {

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

    @Override
    void close();
}
