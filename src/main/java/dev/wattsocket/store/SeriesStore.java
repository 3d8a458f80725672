package dev.wattsocket.store;

import dev.wattsocket.model.Samples;

/// The port to the place where samples are kept, one value per (channel, time): the same identity
/// again replaces the value, the same value again changes nothing. A value that is not a number
/// deletes what is there: no read shows it.
///
/// Any thread may call any method. Whatever was acknowledged is seen by every read that starts
/// later, and survives the process being killed.
public interface SeriesStore extends SampleSource, AutoCloseable {

    /// Hands a batch over and returns at once. Batches of one caller are stored in order; `receipt`
    /// is told once, on the store's own thread, when the batch is durable or could not be made so.
    /// Blocks while the store's queue is full (back-pressure), so never call it on an event loop.
    void append(Samples batch, Receipt receipt);

    /// The newest sample of every channel that has one, in no special order.
    Samples newest();

    /// The newest sample of each of these channels that has one, in no special order.
    default Samples newest(int[] channels) {
        var found = new Samples.Builder(channels.length);
        for (int channel : channels) {
            int[] one = {channel};
            span(one)
                    .ifPresent(span ->
                            scan(
                                    one,
                                    span.lastMillis(),
                                    span.lastMillis() + 1,
                                    (id, time, value, seconds) -> {
                                        found.add(id, time, value, seconds);
                                        return true;
                                    }));
        }
        return found.build();
    }

    /// For several reads of one moment: sees all that was acknowledged before this is called, and
    /// waits for nothing that comes after.
    default SampleSource steady() {
        return this;
    }

    /// Forgets all samples of days of universal time that end before this time, for good.
    void drop(long beforeMillis);

    /// Ends after everything handed over is durable.
    @Override
    void close();

    /// What the caller of `append` is told, on the store's thread: return soon and do not block.
    interface Receipt {
        void stored();

        void failed(StoreException why);
    }

    /// Sees samples one at a time; answers false to end the scan.
    interface Visitor {
        boolean visit(int channel, long timeMillis, double value, int intervalSeconds);
    }

    /// From the earliest to the latest sample, both included.
    record Span(long firstMillis, long lastMillis) {}
}
