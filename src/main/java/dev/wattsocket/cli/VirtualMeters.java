package dev.wattsocket.cli;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.live.LiveSum;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives each virtual meter a channel for its power, and tells the live loop what it is the sum of.
/// Nothing of it is stored: its past is computed from that of its parts.
final class VirtualMeters {
    private static final String POWER = "power";

    private final Catalog catalog;
    private final LiveLoop live;

    VirtualMeters(Catalog catalog, LiveLoop live) {
        this.catalog = catalog;
        this.live = live;
    }

    /// Goes along with every change of the catalog from now on.
    void start() {
        catalog.onChange(this::tell);
        tell();
    }

    /// The last to look has seen the newest.
    private synchronized void tell() {
        var virtual = catalog.meters().stream().filter(Meter::isVirtual).toList();
        var channels =
                virtual.stream()
                        .map(meter -> new NewChannel(meter.id(), POWER, Kind.GAUGE))
                        .toList();
        catalog.create(List.of(), channels);
        live.sums(virtual.stream().flatMap(meter -> sum(meter).stream()).toList());
    }

    /// Empty until each of its parts has told a power.
    private Optional<LiveSum> sum(Meter meter) {
        var parts = new ArrayList<LiveSum.Part>();
        for (var term : meter.formula()) {
            catalog.channel(term.meter(), POWER)
                    .ifPresent(power -> parts.add(new LiveSum.Part(power.id(), term.sign())));
        }
        return parts.size() < meter.formula().size()
                ? Optional.empty()
                : catalog.channel(meter.id(), POWER).map(power -> new LiveSum(power.id(), parts));
    }
}
