package dev.wattsocket.ingest;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.ingest.MeterEntry.Identity;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Names;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Samples;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns readings into samples: names into channels, and whatever is wrong into refusals. Where a
/// name is unknown and may be made, nothing is resolved yet. Confined to the live loop.
final class Resolver {
    private final Catalog catalog;
    private final IntakeRules rules;
    private final InstantSource clock;
    private final Traffic traffic = new Traffic();
    private final Map<String, MeterEntry> meters = new HashMap<>();
    private @Nullable Held held;

    private record Held(String meter, Identity identity) {}

    Resolver(Catalog catalog, IntakeRules rules, InstantSource clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.clock = clock;
    }

    /// Either what is unknown, or samples and receipt.
    record Resolved(Optional<Creator.Unknown> unknown, Samples samples, Receipt receipt) {}

    Resolved resolve(Submission submission) {
        var unknown = unknown(submission);
        if (unknown.isPresent()) {
            return new Resolved(unknown, Samples.NONE, new Receipt(0, List.of()));
        }
        var judge = new Judge(clock.millis(), submission, rules, traffic);
        for (int i = 0; i < submission.readings().size(); i++) {
            var reading = submission.readings().get(i);
            var entry = entry(reading.meter());
            boolean siteKnown =
                    entry == null
                            ? catalog.site(siteOf(reading)).isPresent()
                            : isSiteKnown(reading);
            judge.reading(i, reading, entry, siteKnown);
        }
        return new Resolved(Optional.empty(), judge.samples(), judge.receipt());
    }

    Traffic traffic() {
        return traffic;
    }

    /// Keeps what devices say of this value from the store, while it is being corrected.
    void hold(String meter, Identity identity) {
        held = new Held(meter, identity);
        meters.remove(meter);
    }

    /// From here on what the catalog says of corrections counts alone.
    void release() {
        if (held != null) {
            meters.remove(held.meter());
            held = null;
        }
    }

    /// Looks at the catalog anew for what it says of this meter.
    void forget(String meter) {
        meters.remove(meter);
    }

    private @Nullable MeterEntry entry(String meter) {
        var known = meters.get(meter);
        if (known != null || !Names.isId(meter)) {
            return known;
        }
        var found = catalog.meter(meter);
        if (found.isEmpty()) {
            return null;
        }
        var made =
                new MeterEntry(
                        traffic.open(meter),
                        found.get().isVirtual(),
                        catalog.channels(meter),
                        corrected(meter));
        meters.put(meter, made);
        return made;
    }

    private Set<Identity> corrected(String meter) {
        var corrected = new HashSet<Identity>();
        for (var correction : catalog.revisions().corrections(meter)) {
            if (correction.stands()) {
                corrected.add(new Identity(correction.channel(), correction.timeMillis()));
            }
        }
        if (held != null && held.meter().equals(meter)) {
            corrected.add(held.identity());
        }
        return corrected;
    }

    private Optional<Creator.Unknown> unknown(Submission submission) {
        var newMeters = new HashMap<String, Meter>();
        var channels = new ArrayList<NewChannel>();
        for (var reading : submission.readings()) {
            var entry = entry(reading.meter());
            if (entry == null) {
                if (!newMeters.containsKey(reading.meter())
                        && !mayMake(reading, submission.maker(), newMeters.size())) {
                    continue; // the judge says why
                }
                newMeters.computeIfAbsent(reading.meter(), _ -> made(reading, submission.maker()));
            } else if (entry.isVirtual || !isSiteKnown(reading)) {
                continue; // as above
            }
            addUnknownChannels(reading, entry, channels);
        }
        return newMeters.isEmpty() && channels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Creator.Unknown(List.copyOf(newMeters.values()), channels));
    }

    private boolean mayMake(Reading reading, Maker maker, int making) {
        return rules.autoCreate()
                && Names.isId(reading.meter())
                && maker.mayMake()
                && catalog.meters().size() + making < rules.metersMax()
                && catalog.site(siteOf(reading)).isPresent()
                && reading.values().stream().anyMatch(value -> Names.isChannel(value.channel()));
    }

    private Meter made(Reading reading, Maker maker) {
        maker.made();
        var role = Role.of(reading.meter()).orElseGet(() -> guessed(reading));
        return new Meter(reading.meter(), siteOf(reading), reading.meter(), role, Optional.empty());
    }

    private boolean isSiteKnown(Reading reading) {
        return reading.site().isEmpty() || catalog.site(reading.site()).isPresent();
    }

    /// Who names a meter "solar" or "grid" means it; anything else is most likely a circuit, but
    /// for what sends prices: nothing flows through that.
    private static Role guessed(Reading reading) {
        boolean isDevice =
                reading.values().stream()
                        .anyMatch(value -> !Quantity.of(value.channel()).isPublishedAhead());
        return isDevice ? Role.LOAD : Role.OTHER;
    }

    /// Where a new meter goes: where its reading says, else to the site of the configuration. A
    /// folder that was filled by an import may have another one, and no second.
    private String siteOf(Reading reading) {
        if (!reading.site().isEmpty()) {
            return reading.site();
        }
        var sites = catalog.sites();
        boolean isOther = sites.size() == 1 && !sites.getFirst().id().equals(rules.site());
        return isOther ? sites.getFirst().id() : rules.site();
    }

    private void addUnknownChannels(
            Reading reading, @Nullable MeterEntry entry, List<NewChannel> into) {
        int known = entry == null ? 0 : entry.channels().size();
        for (var value : reading.values()) {
            boolean isKnown =
                    entry != null
                            && (entry.channels().containsKey(value.channel())
                                    || learn(entry, reading.meter(), value.channel()));
            if (!isKnown
                    && known < IntakeRules.CHANNELS_MAX
                    && Names.isChannel(value.channel())
                    && Double.isFinite(value.value())) {
                into.add(
                        new NewChannel(
                                reading.meter(), value.channel(), kind(reading, value.channel())));
                known++;
            }
        }
    }

    /// Whether the catalog has the channel although this entry did not know it yet.
    private boolean learn(MeterEntry entry, String meter, String name) {
        var found = catalog.channel(meter, name);
        found.ifPresent(channel ->
                entry.channels().put(name, new MeterEntry.Entry(channel, channel.quantity())));
        return found.isPresent();
    }

    private static Kind kind(Reading reading, String channel) {
        return reading.intervalMillis() > 0 ? Kind.INTERVAL : Quantity.of(channel).kind();
    }
}
