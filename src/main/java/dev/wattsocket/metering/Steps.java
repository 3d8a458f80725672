package dev.wattsocket.metering;

import java.util.Arrays;
import java.util.OptionalDouble;

/// What a price or an intensity was over time: steps in order of time, each with its value, none
/// overlapping, and nothing between them where nothing is known. Equal neighbours are one step.
/// Epoch milliseconds. Immutable; any thread.
public final class Steps {
    /// Steps of one answer: quarter hours of 28 years.
    public static final int STEPS_MAX = 1_000_000;

    private final int size;
    private final long[] starts;
    private final long[] ends;
    private final double[] values;

    private Steps(Builder from) {
        size = from.size;
        starts = Arrays.copyOf(from.starts, size);
        ends = Arrays.copyOf(from.ends, size);
        values = Arrays.copyOf(from.values, size);
    }

    public int size() {
        return size;
    }

    public long startMillis(int step) {
        return starts[step];
    }

    public long endMillis(int step) {
        return ends[step];
    }

    public double value(int step) {
        return values[step];
    }

    /// The value at a time; empty where none is known.
    public OptionalDouble at(long millis) {
        int step = firstEndingAfter(millis);
        return step < size && starts[step] <= millis
                ? OptionalDouble.of(values[step])
                : OptionalDouble.empty();
    }

    /// The first step that ends after a time; `size` where there is none.
    public int firstEndingAfter(long millis) {
        int found = Arrays.binarySearch(ends, millis);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// A mean weighted by time, and the part of its stretch, 0 to 1, that is known; 0 of nothing.
    public record Mean(double value, double coverage) {
        public boolean isKnown() {
            return coverage > 0;
        }
    }

    /// The mean over a stretch of what is known of it.
    public Mean mean(long fromMillis, long toMillis) {
        double sum = 0;
        long known = 0;
        for (int i = firstEndingAfter(fromMillis); i < size && starts[i] < toMillis; i++) {
            long length = Math.min(ends[i], toMillis) - Math.max(starts[i], fromMillis);
            sum += values[i] * length;
            known += length;
        }
        return known == 0 ? new Mean(0, 0) : mean(sum, known, toMillis - fromMillis);
    }

    private static Mean mean(double sum, long known, long length) {
        return new Mean(sum / known, (double) known / length);
    }

    /// Makes steps of samples, which come in order of time: each holds until its own end, and where
    /// two overlap the later start wins; the earlier goes on behind it. Confined to one thread.
    public static final class Builder {
        private final long from;
        private final long to;
        private int size;
        private long[] starts = new long[64];
        private long[] ends = new long[64];
        private double[] values = new double[64];

        // What has begun and not ended, the latest start last; each ends before the one below it.
        private int open;
        private long[] openEnds = new long[4];
        private double[] openValues = new double[4];
        private long at;

        /// Steps between two times; what reaches out of them is cut.
        public Builder(long fromMillis, long toMillis) {
            from = fromMillis;
            to = toMillis;
            at = fromMillis;
        }

        /// Adds the sample that comes next.
        ///
        /// @throws IllegalArgumentException where there would be more than STEPS_MAX steps
        public void add(long startMillis, long endMillis, double value) {
            if (endMillis <= startMillis) {
                throw new IllegalArgumentException("ends before it starts: " + startMillis);
            }
            advance(Math.min(startMillis, to));
            while (open > 0 && openEnds[open - 1] <= endMillis) {
                open--;
            }
            if (open == openEnds.length) {
                openEnds = Arrays.copyOf(openEnds, open * 2);
                openValues = Arrays.copyOf(openValues, open * 2);
            }
            openEnds[open] = endMillis;
            openValues[open++] = value;
        }

        public Steps build() {
            advance(to);
            return new Steps(this);
        }

        /// Writes down what held until this time.
        private void advance(long until) {
            while (open > 0) {
                long end = Math.min(openEnds[open - 1], until);
                if (end > at) {
                    put(at, end, openValues[open - 1]);
                    at = end;
                }
                if (openEnds[open - 1] > until) {
                    break;
                }
                open--;
            }
            at = Math.max(at, Math.max(until, from));
        }

        private void put(long start, long end, double value) {
            if (size > 0 && ends[size - 1] == start && values[size - 1] == value) {
                ends[size - 1] = end;
                return;
            }
            if (size == STEPS_MAX) {
                throw new IllegalArgumentException(
                        "That is more than " + STEPS_MAX + " steps; ask for a shorter time.");
            }
            if (size == starts.length) {
                int length = Math.min(size * 2, STEPS_MAX);
                starts = Arrays.copyOf(starts, length);
                ends = Arrays.copyOf(ends, length);
                values = Arrays.copyOf(values, length);
            }
            starts[size] = start;
            ends[size] = end;
            values[size++] = value;
        }
    }
}
