package dev.wattsocket.query;

import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.store.SeriesStore;

/// Reads a series whose values hold for a while, such as a price: an interval holds for its length,
/// a momentary value until the next. A function of what is stored. Blocks; any thread.
final class StepSeries implements StepSource {
    /// How long a momentary value holds where no other follows.
    static final long HOLD_MILLIS_MAX = 2 * 3_600_000L;

    /// How long an interval holds at most, so that no more than this is read before a range.
    static final long INTERVAL_MILLIS_MAX = 32 * 86_400_000L;

    private final SeriesStore store;

    StepSeries(SeriesStore store) {
        this.store = store;
    }

    /// The steps of a channel between two times (epoch milliseconds), cut at both.
    ///
    /// @throws IllegalArgumentException where that would be more than Steps.STEPS_MAX
    @Override
    public Steps read(Channel channel, long from, long to) {
        long reach = channel.kind() == Kind.INTERVAL ? INTERVAL_MILLIS_MAX : HOLD_MILLIS_MAX;
        var into = new Holding(from, to);
        store.scan(new int[] {channel.id()}, from - reach, to, into);
        return into.end();
    }

    /// Gives each sample its end.
    private static final class Holding implements SeriesStore.Visitor {
        private final Steps.Builder steps;
        private boolean any;
        private long heldSince;
        private double held;

        Holding(long from, long to) {
            steps = new Steps.Builder(from, to);
        }

        @Override
        public boolean visit(int channel, long time, double value, int intervalSeconds) {
            if (intervalSeconds > 0) {
                long length = Math.min(intervalSeconds * 1000L, INTERVAL_MILLIS_MAX);
                steps.add(time, time + length, value);
                return true;
            }
            hold(time);
            any = true;
            heldSince = time;
            held = value;
            return true;
        }

        Steps end() {
            hold(Long.MAX_VALUE);
            return steps.build();
        }

        private void hold(long next) {
            if (any) {
                steps.add(heldSince, Math.min(next, heldSince + HOLD_MILLIS_MAX), held);
            }
        }
    }
}
