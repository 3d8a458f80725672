package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is new of the meters and channels that `create` is asked for, checked.
record Draft(List<Meter> meters, List<NewChannel> channels) {

    static Draft of(Holdings holdings, List<Meter> wantedMeters, List<NewChannel> wantedChannels) {
        var meters = new LinkedHashMap<String, Meter>();
        for (var meter : wantedMeters) {
            if (holdings.meter(meter.id()).isEmpty()) {
                meters.putIfAbsent(meter.id(), meter);
            }
        }
        Ancestry.check(holdings, meters);
        var channels = new LinkedHashMap<List<String>, NewChannel>();
        for (var wanted : wantedChannels) {
            var key = List.of(wanted.meter(), wanted.name());
            if (channels.containsKey(key)
                    || holdings.channel(wanted.meter(), wanted.name()).isPresent()) {
                continue;
            }
            checkMeter(holdings, meters, wanted.meter());
            channels.put(key, wanted);
        }
        return new Draft(List.copyOf(meters.values()), List.copyOf(channels.values()));
    }

    boolean isEmpty() {
        return meters.isEmpty() && channels.isEmpty();
    }

    /// The new channels, with the ids after this one.
    List<Channel> numbered(long last) {
        var numbered = new ArrayList<Channel>();
        for (var each : channels) {
            int id = Math.toIntExact(last + numbered.size() + 1);
            numbered.add(new Channel(id, each.meter(), each.name(), each.kind()));
        }
        return numbered;
    }

    private static void checkMeter(Holdings holdings, Map<String, Meter> meters, String id) {
        if (!meters.containsKey(id) && holdings.meter(id).isEmpty()) {
            throw new CatalogException("There is no meter " + id + ".");
        }
    }
}
