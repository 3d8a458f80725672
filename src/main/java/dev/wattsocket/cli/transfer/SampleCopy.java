package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SampleSource;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.SeriesStore.Span;
import dev.wattsocket.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Brings the samples of some channels from one store into another, in one pass in the order of
/// time, and counts what it brought. Confined to one thread.
final class SampleCopy {
    /// Samples that are handed over together.
    static final int BATCH_ROWS_MAX = 20_000;

    /// Batches that the target has not stored yet.
    static final int BATCHES_UNDER_WAY_MAX = 8;

    private static final long NEVER = Long.MIN_VALUE;

    private final List<Channel> from;
    private final List<Channel> to;
    private final int[] numbers;

    /// @param pairs each channel of the source with that of the target
    SampleCopy(Map<Channel, Channel> pairs) {
        from = new ArrayList<>(pairs.keySet());
        to = new ArrayList<>(pairs.values());
        numbers = numbers(from);
    }

    /// Is told how far it is.
    interface Reached {
        void to(long timeMillis, Span all);
    }

    /// Answers what was brought.
    ///
    /// @throws StoreException where one of both stores fails
    SampleTally copy(SeriesStore source, SeriesStore target, Reached reached) {
        var tally = new SampleTally(from.size());
        int[] ids = ids(from);
        var span = source.span(ids);
        if (span.isEmpty()) {
            return tally;
        }
        var hand = new Hand(target);
        source.scan(
                ids,
                NEVER,
                Long.MAX_VALUE,
                (channel, time, value, seconds) -> {
                    int number = numbers[channel];
                    tally.add(number, time, value, seconds);
                    if (hand.add(to.get(number).id(), time, value, seconds)) {
                        reached.to(time, span.get());
                    }
                    return !hand.hasFailed();
                });
        hand.end();
        return tally;
    }

    /// Counts what is in the target of all these channels.
    SampleTally count(SampleSource target, Reached reached) {
        var tally = new SampleTally(to.size());
        int[] ids = ids(to);
        int[] theirs = numbers(to);
        var span = target.span(ids);
        long[] seen = {0};
        if (span.isPresent()) {
            target.scan(
                    ids,
                    NEVER,
                    Long.MAX_VALUE,
                    (channel, time, value, seconds) -> {
                        tally.add(theirs[channel], time, value, seconds);
                        if (++seen[0] % BATCH_ROWS_MAX == 0) {
                            reached.to(time, span.get());
                        }
                        return true;
                    });
        }
        return tally;
    }

    /// In words, a line for each channel of which both did not see the same.
    List<String> differences(SampleTally brought, SampleTally there) {
        var told = new ArrayList<String>();
        for (int i = 0; i < from.size(); i++) {
            if (!brought.agrees(there, i)) {
                told.add(
                        "%s.%s: %,d values that sum up to %s in the source, %,d and %s in the target"
                                .formatted(
                                        from.get(i).meter(),
                                        from.get(i).name(),
                                        brought.count(i),
                                        brought.sum(i),
                                        there.count(i),
                                        there.sum(i)));
            }
        }
        return told;
    }

    private static int[] ids(List<Channel> channels) {
        return channels.stream().mapToInt(Channel::id).toArray();
    }

    /// The place of each channel in the list, by its id.
    private static int[] numbers(List<Channel> channels) {
        var numbers = new int[Arrays.stream(ids(channels)).max().orElse(0) + 1];
        for (int i = 0; i < channels.size(); i++) {
            numbers[channels.get(i).id()] = i;
        }
        return numbers;
    }

    /// Hands samples to the target, a few batches ahead of what it has stored.
    private static final class Hand implements SeriesStore.Receipt {
        private final SeriesStore target;
        private final Semaphore room = new Semaphore(BATCHES_UNDER_WAY_MAX);
        private final AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
        private Samples.Builder batch = new Samples.Builder(BATCH_ROWS_MAX);

        Hand(SeriesStore target) {
            this.target = target;
        }

        /// Answers whether a batch is full, and on its way.
        boolean add(int channel, long timeMillis, double value, int intervalSeconds) {
            batch.add(channel, timeMillis, value, intervalSeconds);
            if (batch.size() < BATCH_ROWS_MAX) {
                return false;
            }
            send();
            return true;
        }

        boolean hasFailed() {
            return failure.get() != null;
        }

        void end() {
            send();
            room.acquireUninterruptibly(BATCHES_UNDER_WAY_MAX);
            var failed = failure.get();
            if (failed != null) {
                throw failed;
            }
        }

        private void send() {
            room.acquireUninterruptibly();
            target.append(batch.build(), this);
            batch = new Samples.Builder(BATCH_ROWS_MAX);
        }

        @Override
        public void stored() {
            room.release();
        }

        @Override
        public void failed(StoreException why) {
            failure.compareAndSet(null, why);
            room.release();
        }
    }
}
