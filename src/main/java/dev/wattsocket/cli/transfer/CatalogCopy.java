package dev.wattsocket.cli.transfer;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Brings all that one catalog knows into another. What is there already stays as it is, so that it
/// can be done again after an interruption. Confined to one thread.
final class CatalogCopy {
    private final Catalog from;
    private final Catalog to;
    private final RevisionsCopy revisions;

    CatalogCopy(Catalog from, Catalog to) {
        this.from = from;
        this.to = to;
        this.revisions = new RevisionsCopy(from, to);
    }

    /// What the target holds and the source does not, or not so, in words.
    List<String> foreign() {
        var foreign = new ArrayList<String>();
        for (var site : to.sites()) {
            if (!from.site(site.id()).equals(Optional.of(site)) || hasOtherSources(site)) {
                foreign.add("the site " + site.id());
            }
        }
        for (var tariff : to.tariffs()) {
            if (!from.tariff(tariff).equals(to.tariff(tariff))) {
                foreign.add("the tariff " + tariff);
            }
        }
        for (var token : to.tokens()) {
            if (!from.tokens().contains(token)) {
                foreign.add("the token \"" + token.name() + "\"");
            }
        }
        for (var meter : to.meters()) {
            boolean same = from.meter(meter.id()).equals(Optional.of(meter));
            if (!same || !to.channels(meter.id()).stream().allMatch(this::isKnown)) {
                foreign.add("the meter " + meter.id());
            } else if (!revisions.fits(meter.id())) {
                foreign.add("exchanges or corrections of the meter " + meter.id());
            }
        }
        return foreign;
    }

    private boolean hasOtherSources(Site site) {
        var known = to.sources(site.id());
        return !known.equals(SiteSources.NONE) && !known.equals(from.sources(site.id()));
    }

    private boolean isKnown(Channel channel) {
        return from.channel(channel.meter(), channel.name())
                .map(known -> known.kind() == channel.kind())
                .orElse(false);
    }

    /// Copies all but samples; answers each channel of the source with that of the target.
    Map<Channel, Channel> copy() {
        from.sites().stream().filter(site -> !to.sites().contains(site)).forEach(to::put);
        for (var tariff : from.tariffs()) {
            if (to.tariff(tariff).isEmpty()) {
                to.putTariff(tariff, from.tariff(tariff).orElseThrow());
            }
        }
        var channels = channels();
        for (var site : from.sites()) {
            var sources = from.sources(site.id());
            if (!to.sources(site.id()).equals(sources)) {
                to.put(site, sources);
            }
        }
        from.tokens().stream().filter(token -> !to.tokens().contains(token)).forEach(to::put);
        from.meters().forEach(meter -> revisions.copy(meter.id()));
        return channels;
    }

    /// Once the target has the samples: its store follows the corrections that the source's does;
    /// and what the program noted for itself is true of it.
    void settle() {
        revisions.settle();
        from.settings()
                .forEach((name, value) -> {
                    if (!to.setting(name).equals(Optional.of(value))) {
                        to.putSetting(name, value);
                    }
                });
    }

    /// In the order of their ids, so that a store that is empty numbers them alike.
    private Map<Channel, Channel> channels() {
        var known =
                from.meters().stream()
                        .flatMap(meter -> from.channels(meter.id()).stream())
                        .sorted(Comparator.comparingInt(Channel::id))
                        .toList();
        var made =
                to.create(
                        from.meters().stream().sorted(Comparator.comparing(Meter::id)).toList(),
                        known.stream()
                                .map(each -> new NewChannel(each.meter(), each.name(), each.kind()))
                                .toList());
        var pairs = new LinkedHashMap<Channel, Channel>();
        for (int i = 0; i < made.size(); i++) {
            pairs.put(known.get(i), Objects.requireNonNull(made.get(i)));
        }
        return pairs;
    }
}
