package dev.wattsocket.rollup;

import dev.wattsocket.kit.Cases;
import dev.wattsocket.model.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/// Readings as devices send them on bad days, out of chance: close together or far apart, on the
/// edges of quarter hours and beside them, with silences; registers that dip, spike, drop out,
/// begin again, turn over and run backwards; intervals that overlap.
final class Unruly {
    /// The day before clocks are put back in Europe.
    static final long BEGIN = Instant.parse("2026-10-24T00:00:00Z").toEpochMilli();

    private static final long QUARTER = 900_000;
    private static final long HOUR = 3_600_000;
    private static final long[] STEPS = {
        10_000, 10_000, 60_000, 60_000, 240_000, QUARTER, QUARTER, HOUR, 5 * HOUR
    };

    /// One reading of one channel; a value that is no number deletes what is there.
    record Sample(long time, double value, int seconds) {
        Sample with(double other) {
            return new Sample(time, other, seconds);
        }
    }

    private final Random random;
    private final Kind kind;
    private final long begin;

    Unruly(Random random, Kind kind) {
        this(random, kind, BEGIN);
    }

    /// @param begin a quarter hour's start, soon after which the readings begin
    Unruly(Random random, Kind kind, long begin) {
        this.random = random;
        this.kind = kind;
        this.begin = begin;
    }

    /// Readings in order of time.
    List<Sample> readings(int most) {
        return readings(STEPS[random.nextInt(STEPS.length)], most);
    }

    /// Days apart.
    List<Sample> sparse(int most) {
        return readings(20 * HOUR + random.nextLong(100 * HOUR), most);
    }

    private List<Sample> readings(long step, int most) {
        boolean isEven = random.nextBoolean();
        var samples = new TreeMap<Long, Sample>();
        long time = begin + random.nextInt(96) * QUARTER + Cases.edgy(random, QUARTER - 1);
        double value = random.nextInt(100) == 0 ? 0 : random.nextInt(20_000) / 10.0;
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            samples.put(time, new Sample(time, value, seconds(step)));
            time += isEven ? step : 1 + random.nextLong(2 * step);
            if (random.nextInt(12) == 0) {
                time += random.nextLong(step < HOUR ? 30 * HOUR : 3 * step);
            }
            if (random.nextInt(6) == 0) {
                // On the edge of a quarter hour, or a millisecond beside it.
                long edge = time - time % QUARTER + QUARTER + random.nextInt(3) - 1;
                time = Math.max(edge, samples.lastKey() + 1);
            }
            value = next(value);
        }
        if (kind == Kind.REGISTER && random.nextInt(3) == 0) {
            out(samples, step);
        }
        return List.copyOf(samples.values());
    }

    /// For a while it shows something low, the same each time; then mostly what it did before.
    private void out(NavigableMap<Long, Sample> samples, long step) {
        var times = new ArrayList<>(samples.keySet());
        int first = random.nextInt(times.size());
        double before = samples.tailMap(times.get(first), true).firstEntry().getValue().value();
        double low = random.nextInt(3) > 0 ? 0 : random.nextInt((int) before + 1);
        int count = 1 + random.nextInt(9);
        long time = times.get(first);
        for (int i = 0; i < count; i++) {
            time += 1 + random.nextLong(random.nextBoolean() ? 600_000 : step);
            samples.put(time, new Sample(time, low, 0));
        }
        samples.tailMap(times.get(first), false)
                .headMap(time, false)
                .replaceAll((_, each) -> each.with(low));
        if (random.nextInt(4) > 0) {
            time += 1 + random.nextLong(step);
            samples.put(time, new Sample(time, before + random.nextInt(50) / 10.0, 0));
        }
    }

    private int seconds(long step) {
        if (kind != Kind.INTERVAL) {
            return 0;
        }
        return switch (random.nextInt(8)) {
            case 0 -> 1;
            case 1 -> 86_400;
            case 2 -> 1 + random.nextInt(7_200);
            default -> (int) (step / 1_000);
        };
    }

    private double next(double value) {
        return switch (kind) {
            case REGISTER -> nextRegister(value);
            case GAUGE, INTERVAL ->
                    switch (random.nextInt(6)) {
                        case 0 -> 0;
                        case 1 -> value;
                        case 2 -> -value;
                        default -> random.nextInt(-50_000, 90_000) / 10.0;
                    };
        };
    }

    private double nextRegister(double value) {
        return switch (random.nextInt(20)) {
            case 0 -> value * 0.95;
            case 1 -> value * (0.9 + random.nextDouble() / 10);
            case 2 -> 0;
            case 3 -> random.nextDouble() * 10;
            case 4 -> value * 1.08 + 1;
            case 5 -> value * 1.5 + 1;
            case 6 -> Math.max(0, value - random.nextInt(20) / 10.0);
            case 7 -> value;
            case 8 -> 900 + random.nextInt(1_000) / 10.0;
            case 9 -> random.nextInt(1_000) / 10.0;
            default -> value + random.nextInt(200) / 10.0;
        };
    }

    /// The way that leads to these readings: late, twice, wrong at first and then corrected, and
    /// with others that are deleted again.
    List<Sample> way(Collection<Sample> wanted) {
        var last = new ArrayList<>(wanted);
        var before = new ArrayList<Sample>();
        for (var sample : wanted) {
            switch (random.nextInt(8)) {
                case 0 -> before.add(sample);
                case 1 -> before.add(sample.with(next(sample.value())));
                case 2 -> before.add(new Sample(sample.time(), sample.value() + 1, seconds(HOUR)));
                case 3 -> {
                    long beside = sample.time() + 1 + random.nextInt(2_000_000);
                    if (wanted.stream().noneMatch(each -> each.time() == beside)) {
                        double other = next(sample.value());
                        before.add(new Sample(beside, other, seconds(HOUR)));
                        last.add(new Sample(beside, Double.NaN, seconds(HOUR)));
                    }
                }
                default -> {}
            }
        }
        return mixed(before, last);
    }

    /// What comes first for each time stays before what comes last; else mostly in order of time.
    private List<Sample> mixed(List<Sample> before, List<Sample> last) {
        record Placed(Sample sample, double place) {}
        double disorder = random.nextInt(3) == 0 ? 1_000 : random.nextDouble() * 3;
        var placed = new ArrayList<Placed>();
        var firsts = new TreeMap<Long, Double>();
        var all = new ArrayList<>(last);
        all.sort((one, other) -> Long.compare(one.time(), other.time()));
        var times = all.stream().map(Sample::time).toList();
        for (var sample : before) {
            double at = Collections.binarySearch(times, sample.time());
            double place = at + random.nextDouble() * disorder;
            firsts.merge(sample.time(), place, Math::max);
            placed.add(new Placed(sample, place));
        }
        for (int i = 0; i < all.size(); i++) {
            double place = i + random.nextDouble() * disorder;
            double after = firsts.getOrDefault(all.get(i).time(), place) + random.nextDouble();
            placed.add(new Placed(all.get(i), Math.max(place, after)));
        }
        placed.sort((one, other) -> Double.compare(one.place(), other.place()));
        return placed.stream().map(Placed::sample).toList();
    }
}
