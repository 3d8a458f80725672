package dev.wattsocket.store;

import dev.wattsocket.store.SeriesStore.Span;
import dev.wattsocket.store.SeriesStore.Visitor;
import java.util.Optional;

/// Samples to be read. Blocks; any thread.
public interface SampleSource {

    /// Shows every sample of these channels with `from <= time < to` (epoch milliseconds), in order
    /// of time, until the visitor has seen enough. An interval sample counts by its start.
    void scan(int[] channels, long fromMillis, long toMillis, Visitor visitor);

    /// The time of the earliest and of the latest sample of these channels; empty where there is
    /// none.
    Optional<Span> span(int[] channels);
}
