package dev.wattsocket.cli.files;

import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Names;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Unit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Reads the `meters` section of a map.
final class MeterReader {
    private final boolean intervals;

    MeterReader(TimePart time) {
        intervals = time.intervalMillis() > 0 || time.intervalColumn().isPresent();
    }

    List<MeterPart> read(List<YamlPart> parts) {
        var meters = new ArrayList<MeterPart>();
        var ids = new HashSet<String>();
        for (var part : parts) {
            var meter = meter(part);
            part.end();
            if (meter instanceof MeterPart.Fixed fixed && !ids.add(fixed.id())) {
                throw new MapException(
                        "%s: there are two meters %s.".formatted(part.at("id"), fixed.id()));
            }
            meters.add(meter);
        }
        return meters;
    }

    private MeterPart meter(YamlPart part) {
        if (part.has("id_column")) {
            return new MeterPart.PerLine(part.needColumn("id_column"), perLineChannels(part));
        }
        if (!part.has("id")) {
            throw new MapException(
                    "%s is missing (or %s, where each line names its meter)."
                            .formatted(part.at("id"), part.at("id_column")));
        }
        return fixed(part, channels(part.needSection("channels")));
    }

    static MeterPart.Fixed fixed(YamlPart part, List<ChannelPart> channels) {
        var parent = part.has("parent") ? Optional.of(MapReader.id(part, "parent")) : none();
        return new MeterPart.Fixed(
                MapReader.id(part, "id"),
                part.text("name"),
                part.choice("role", Role.class),
                parent,
                channels);
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private List<ChannelPart> perLineChannels(YamlPart part) {
        boolean all = part.node("channels") != null && part.node("channels").isString();
        if (all && part.needText("channels").equals("all")) {
            return List.of();
        }
        return channels(part.needSection("channels"));
    }

    private List<ChannelPart> channels(YamlPart part) {
        var channels = new ArrayList<ChannelPart>();
        for (var name : part.keys()) {
            if (!Names.isChannel(name)) {
                throw new MapException(
                        "%s: a channel's name is letters, digits and _, a letter first."
                                .formatted(part.at(name)));
            }
            channels.add(channel(name, new YamlPart(part.at(name), part.node(name))));
        }
        if (channels.isEmpty()) {
            throw new MapException(part.at("…") + " is missing: name at least one channel.");
        }
        return channels;
    }

    private ChannelPart channel(String name, YamlPart part) {
        var channel =
                new ChannelPart(
                        name,
                        part.needColumn("column"),
                        kind(name, part),
                        shift(name, part),
                        scale(part),
                        currency(name, part));
        part.end();
        return channel;
    }

    private Kind kind(String name, YamlPart part) {
        var kind = part.choice("kind", Kind.class);
        if (kind.equals(Optional.of(Kind.INTERVAL)) && !intervals) {
            throw new MapException(
                    part.at("kind") + ": interval needs to know how long: add time.interval.");
        }
        return kind.orElse(intervals ? Kind.INTERVAL : Quantity.of(name).kind());
    }

    private static int shift(String name, YamlPart part) {
        var quantity = Quantity.of(name);
        var unit = part.text("unit");
        if (quantity == Quantity.OTHER || (unit.isEmpty() && quantity.unit() == Unit.NONE)) {
            return 0; // kept as the file has it
        }
        var names = MapUnit.names(quantity.unit());
        if (unit.isEmpty()) {
            throw new MapException(
                    part.at("unit")
                            + " is missing; it is one of "
                            + String.join(", ", names)
                            + ".");
        }
        return MapUnit.shift(unit.get(), quantity.unit())
                .orElseThrow(() ->
                        new MapException(
                                "%s of %s is one of %s, not \"%s\"."
                                        .formatted(
                                                part.at("unit"),
                                                name,
                                                String.join(", ", names),
                                                unit.get())));
    }

    private static Optional<Currency> currency(String name, YamlPart part) {
        return Quantity.of(name) == Quantity.PRICE
                ? part.text("unit").flatMap(MapUnit::currency)
                : Optional.empty();
    }

    private static double scale(YamlPart part) {
        double scale = part.number("scale").orElse(1.0);
        if (!Double.isFinite(scale) || scale == 0) {
            throw new MapException(part.at("scale") + " is a number other than 0.");
        }
        return scale;
    }
}
