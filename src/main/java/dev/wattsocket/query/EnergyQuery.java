package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.EnergySource;
import dev.wattsocket.metering.EnergySums;
import dev.wattsocket.metering.IntervalEnergy;
import dev.wattsocket.metering.PowerEnergy;
import dev.wattsocket.metering.RegisterEnergy;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.store.SeriesStore;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Energy of a meter by the calendar: from its registers where it has them, else from intervals,
/// else from power. A function of what is stored. Blocks; any thread.
public final class EnergyQuery {
    private static final String IMPORT = "energy_import";
    private static final String EXPORT = "energy_export";
    private static final String POWER = "power";

    private final Catalog catalog;
    private final SeriesStore store;

    public EnergyQuery(Catalog catalog, SeriesStore store) {
        this.catalog = catalog;
        this.store = store;
    }

    /// One bucket for each stretch between two times (epoch milliseconds); none for a meter that
    /// measures neither energy nor power.
    public List<EnergyBucket> buckets(String meter, long from, long to, By by, ZoneId zone) {
        var sums = new EnergySums(Edges.of(from, to, by, zone));
        var imported = filled(meter, IMPORT);
        var exported = filled(meter, EXPORT);
        var power = filled(meter, POWER);
        if (imported.isPresent() || exported.isPresent()) {
            imported.ifPresent(channel -> read(channel, from, to, amounts(channel, sums, false)));
            exported.ifPresent(channel -> read(channel, from, to, amounts(channel, sums, true)));
        } else if (power.isPresent()) {
            boolean isInterval = power.get().kind() == Kind.INTERVAL;
            var source = isInterval ? IntervalEnergy.ofPower(sums) : new PowerEnergy(sums);
            read(power.get(), from, to, source);
        } else {
            return List.of();
        }
        return sums.buckets();
    }

    /// The first and last time that this meter's energy is known of.
    public Optional<SeriesStore.Span> span(String meter) {
        var ids =
                catalog.channels(meter).stream()
                        .filter(channel -> List.of(IMPORT, EXPORT, POWER).contains(channel.name()))
                        .mapToInt(Channel::id)
                        .toArray();
        return store.span(ids);
    }

    /// A channel that has values: one whose values were all refused must not silence the others.
    private Optional<Channel> filled(String meter, String name) {
        return catalog.channel(meter, name)
                .filter(channel -> store.span(new int[] {channel.id()}).isPresent());
    }

    private EnergySource amounts(Channel channel, EnergySums sums, boolean export) {
        var rules = catalog.meter(channel.meter()).map(Meter::rules).orElse(MeterRules.UNKNOWN);
        return channel.kind() == Kind.INTERVAL
                ? IntervalEnergy.ofAmounts(sums, export)
                : new RegisterEnergy(sums, export, rules);
    }

    private void read(Channel channel, long from, long to, EnergySource into) {
        new Neighbours(store, channel.id())
                .scan(
                        from,
                        to,
                        (_, time, value, seconds) -> {
                            into.sample(time, value, seconds);
                            return true;
                        });
        into.end();
    }
}
