package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
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

    /// Whole quarter hours of universal time between two of their starts.
    public EnergyCells quarters(String meter, long from, long to) {
        return cells(meter, from, to, channel -> rollups.energy(channel, from, to), true);
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
        long first = Quarter.startOf(edges.first());
        long end = Quarter.atOrAfter(edges.last());
        return edges.buckets(
                quarters(meter, first, end),
                edge ->
                        cells(
                                meter,
                                Quarter.startOf(edge),
                                Quarter.startOf(edge) + Quarter.MILLIS,
                                channel -> rollups.until(channel, edge),
                                false));
    }

    /// A virtual meter is the sum of what its parts come to.
    private EnergyCells cells(
            String meter,
            long from,
            long to,
            Function<Channel, EnergyCells> read,
            boolean isWhole) {
        int size = (int) ((to - from) / Quarter.MILLIS);
        var formula = catalog.meter(meter).map(Meter::formula).orElse(List.of());
        if (formula.isEmpty()) {
            return device(meter, new EnergyCells(from, size), read, isWhole);
        }
        var sum = new EnergyCells(from, size);
        boolean isFirst = true;
        for (var term : formula) {
            var part = device(term.meter(), new EnergyCells(from, size), read, isWhole);
            sum.addNet(part, term.sign(), isFirst);
            isFirst = false;
        }
        return sum;
    }

    private EnergyCells device(
            String meter, EnergyCells cells, Function<Channel, EnergyCells> read, boolean isWhole) {
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
