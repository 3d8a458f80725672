package dev.wattsocket.metering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The highest demand intervals of those that count, the highest first; of equal ones the earlier.
/// Confined to one thread.
public final class DemandPeaks {
    private static final Comparator<DemandInterval> HIGHEST_FIRST =
            Comparator.comparingDouble(DemandInterval::watts)
                    .reversed()
                    .thenComparingLong(DemandInterval::startMillis);

    private final int most;
    private final List<DemandInterval> highest = new ArrayList<>();

    public DemandPeaks(int most) {
        this.most = most;
    }

    public void add(DemandInterval interval) {
        boolean isLow =
                highest.size() == most && HIGHEST_FIRST.compare(highest.getLast(), interval) <= 0;
        if (isLow || !interval.counts()) {
            return;
        }
        highest.add(interval);
        highest.sort(HIGHEST_FIRST);
        if (highest.size() > most) {
            highest.removeLast();
        }
    }

    public List<DemandInterval> highest() {
        return List.copyOf(highest);
    }

    /// The highest of all.
    public Optional<DemandInterval> peak() {
        return highest.stream().findFirst();
    }
}
