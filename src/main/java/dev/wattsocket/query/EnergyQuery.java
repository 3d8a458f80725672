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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Energy of a meter: of a device from its registers where it has them, else from intervals, else
/// from power; of a virtual meter the sum of its parts. A function of what is stored. Blocks; any
/// thread, unless it was given cells that are confined to one.
public final class EnergyQuery {
    private final Catalog catalog;
    private final Rollups rollups;
    private final DeviceCells devices;

    public EnergyQuery(Catalog catalog, Rollups rollups) {
        this(catalog, rollups, new StoredCells(catalog, rollups));
    }

    /// @param devices where the quarter hours of devices come from
    EnergyQuery(Catalog catalog, Rollups rollups, DeviceCells devices) {
        this.catalog = catalog;
        this.rollups = rollups;
        this.devices = devices;
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
        return cells(meter, from, size, device -> devices.whole(device, from, to));
    }

    /// The quarter hours between two times, of the first and last only what lies between.
    EnergyCells within(String meter, long from, long to) {
        var cells = quarters(meter, Quarter.startOf(from), Quarter.atOrAfter(to));
        if (to != Quarter.startOf(to)) {
            cells.endWith(until(meter, to));
        }
        if (from != Quarter.startOf(from)) {
            cells.beginAfter(until(meter, from));
        }
        return cells;
    }

    /// Whether this meter has any channel that tells of energy.
    boolean measures(String meter) {
        return parts(meter).stream().anyMatch(part -> !channels(part).isEmpty());
    }

    /// The whole quarter hours that anything may be known of this meter's energy.
    Optional<SeriesStore.Span> known(String meter) {
        var extent = extent(meter);
        return extent.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeriesStore.Span(extent.fromMillis(), extent.toMillis()));
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
        if (!measures(meter)) {
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

    /// What of the quarter hour that holds this time has flowed before it.
    private EnergyCells until(String meter, long millis) {
        return cells(meter, Quarter.startOf(millis), 1, device -> devices.until(device, millis));
    }

    /// A virtual meter is the sum of what its parts come to.
    private EnergyCells cells(
            String meter, long from, int size, Function<String, EnergyCells> device) {
        var formula = catalog.meter(meter).map(Meter::formula).orElse(List.of());
        if (formula.isEmpty()) {
            return device.apply(meter);
        }
        var sum = new EnergyCells(from, size);
        boolean isFirst = true;
        for (var term : formula) {
            sum.addNet(device.apply(term.meter()), term.sign(), isFirst);
            isFirst = false;
        }
        return sum;
    }

    private List<Channel> channels(String meter) {
        return StoredCells.channels(catalog, meter);
    }

    /// The devices that a meter is made of: itself, or its terms.
    List<String> parts(String meter) {
        var formula = catalog.meter(meter).map(Meter::formula).orElse(List.of());
        return formula.isEmpty()
                ? List.of(meter)
                : formula.stream().map(term -> term.meter()).toList();
    }
}
