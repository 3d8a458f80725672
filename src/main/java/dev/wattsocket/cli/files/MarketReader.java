package dev.wattsocket.cli.files;

import dev.wattsocket.model.Names;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

/// Reads the sections of a map for market documents.
final class MarketReader {
    private MarketReader() {}

    static FileForm.Market read(YamlPart file, List<YamlPart> meters) {
        var sequence =
                file.number("sequence")
                        .map(number -> {
                            if (number < 1 || number != Math.rint(number)) {
                                throw new MapException(
                                        file.at("sequence") + " is a whole number from 1.");
                            }
                            return number.intValue();
                        });
        var resolution = file.text("resolution").map(text -> resolution(file, text));
        file.end();
        if (meters.size() != 1) {
            throw new MapException("meters: a market document is of one meter.");
        }
        var part = meters.getFirst();
        var channel = part.text("channel");
        if (channel.isPresent() && !Names.isChannel(channel.get())) {
            throw new MapException(
                    part.at("channel") + " is letters, digits and _, a letter first.");
        }
        var meter = MeterReader.fixed(part, List.of());
        part.end();
        return new FileForm.Market(meter, channel, sequence, resolution);
    }

    private static Duration resolution(YamlPart file, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new MapException(
                    "%s is PT15M, PT30M, PT60M or the like, not \"%s\"."
                            .formatted(file.at("resolution"), text),
                    e);
        }
    }
}
