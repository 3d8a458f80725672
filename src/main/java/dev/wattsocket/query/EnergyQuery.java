package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.rollup.Extent;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.store.SeriesStore;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Energy of a meter: from its registers where it has them, else from intervals, else from power. A
/// function of what is stored. Blocks; any thread.
public final class EnergyQuery {
    private static final String IMPORT = "energy_import";
    private static final String EXPORT = "energy_export";
    private static final String POWER = "power";

    private final Catalog catalog;
    private final Rollups rollups;

    public EnergyQuery(Catalog catalog, Rollups rollups) {
        this.catalog = catalog;
        this.rollups = rollups;
    }

    /// One bucket for each stretch between two times (epoch milliseconds); none for a meter that
    /// measures neither energy nor power.
    public List<EnergyBucket> buckets(String meter, long from, long to, By by, ZoneId zone) {
        return buckets(meter, Edges.of(from, to, by, zone));
    }

    /// The same, with weeks that begin with this day.
    public List<EnergyBucket> buckets(
            String meter, long from, long to, By by, ZoneId zone, DayOfWeek weekStart) {
        return buckets(meter, Edges.of(from, to, by, zone, weekStart));
    }

    /// Whole quarter hours of universal time between two of their starts. A virtual meter is the
    /// sum of what its parts come to in each.
    public EnergyCells quarters(String meter, long from, long to) {
        int size = (int) ((to - from) / Quarter.MILLIS);
        Function<Channel, EnergyCells> read = channel -> rollups.energy(channel, from, to);
        if (!isVirtual(meter)) {
            return device(meter, from, size, read, true);
        }
        var sum = new EnergyCells(from, size);
        boolean isFirst = true;
        for (var term : catalog.meter(meter).map(Meter::formula).orElse(List.of())) {
            sum.addNet(device(term.meter(), from, size, read, true), term.sign(), isFirst);
            isFirst = false;
        }
        return sum;
    }

    /// The first and last time that this meter's energy is known of.
    public Optional<SeriesStore.Span> span(String meter) {
        var spans = new ArrayList<SeriesStore.Span>();
        for (var part : parts(meter)) {
            for (var channel : channels(part)) {
                rollups.span(channel).ifPresent(spans::add);
            }
        }
        return spans.stream()
                .reduce((one, other) ->
                        new SeriesStore.Span(
                                Math.min(one.firstMillis(), other.firstMillis()),
                                Math.max(one.lastMillis(), other.lastMillis())));
    }

    private List<EnergyBucket> buckets(String meter, Edges edges) {
        if (parts(meter).stream().allMatch(part -> channels(part).isEmpty())) {
            return List.of();
        }
        // However far a question reaches, no more is read than there is.
        var extent = extent(meter);
        long first = Quarter.startOf(extent.clamp(edges.first()));
        long end = Quarter.atOrAfter(extent.clamp(edges.last()));
        return edges.buckets(quarters(meter, first, end), edge -> until(meter, edge));
    }

    private Extent extent(String meter) {
        return parts(meter).stream()
                .flatMap(part -> channels(part).stream())
                .map(rollups::extent)
                .reduce(Extent.NOTHING, Extent::plus);
    }

    private EnergyCells until(String meter, long edge) {
        long start = Quarter.startOf(edge);
        return isVirtual(meter)
                ? quarters(meter, start, start + Quarter.MILLIS).evenlyUntil(edge)
                : device(meter, start, 1, channel -> rollups.until(channel, edge), false);
    }

    private boolean isVirtual(String meter) {
        return catalog.meter(meter).filter(Meter::isVirtual).isPresent();
    }

    private EnergyCells device(
            String meter,
            long from,
            int size,
            Function<Channel, EnergyCells> read,
            boolean isWhole) {
        var cells = new EnergyCells(from, size);
        var amounts = new ArrayList<Channel>();
        catalog.channel(meter, IMPORT).ifPresent(amounts::add);
        catalog.channel(meter, EXPORT).ifPresent(amounts::add);
        amounts.forEach(channel -> cells.add(read.apply(channel)));
        // Before a register's first reading, and after its last, power tells what it can.
        var known = isWhole ? cells.covered() : known(amounts, cells);
        catalog.channel(meter, POWER)
                .filter(_ -> Arrays.stream(known).anyMatch(millis -> millis == 0))
                .ifPresent(power -> cells.fill(read.apply(power), known));
        return cells;
    }

    /// How long registers speak of each whole quarter hour, where only a part of it was read.
    private long[] known(List<Channel> amounts, EnergyCells cells) {
        var whole = new EnergyCells(cells.start(0), cells.size());
        for (var channel : amounts) {
            whole.add(rollups.energy(channel, cells.start(0), cells.start(cells.size())));
        }
        return whole.covered();
    }

    private List<Channel> channels(String meter) {
        return catalog.channels(meter).stream()
                .filter(channel -> List.of(IMPORT, EXPORT, POWER).contains(channel.name()))
                .toList();
    }

    private List<String> parts(String meter) {
        var formula = catalog.meter(meter).map(Meter::formula).orElse(List.of());
        return formula.isEmpty()
                ? List.of(meter)
                : formula.stream().map(term -> term.meter()).toList();
    }
}
