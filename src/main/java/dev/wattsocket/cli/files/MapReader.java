package dev.wattsocket.cli.files;

import dev.wattsocket.model.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads map files. Every error is a MapException whose sentence names the key.
public final class MapReader {
    private static final long BYTES_MAX = 1 << 20;

    private enum Format {
        LINES,
        ENTSOE
    }

    private MapReader() {}

    public static ImportMap read(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new MapException(
                    file + " is larger than 1 MiB: is it a map? The file of readings comes first.");
        }
        return read(Files.readString(file));
    }

    public static ImportMap read(String yaml) {
        var root = new YamlPart("", tree(yaml));
        var file = root.section("file");
        var format = file.flatMap(part -> part.choice("format", Format.class));
        var site = site(root.needSection("site"));
        var form =
                format.equals(Optional.of(Format.ENTSOE))
                        ? MarketReader.read(file.orElseThrow(), root.sections("meters"))
                        : lines(root, file, site);
        root.end();
        return new ImportMap(form, site);
    }

    private static FileForm lines(YamlPart root, Optional<YamlPart> file, SitePart site) {
        var layout = LayoutReader.read(file);
        var time = TimeReader.read(root.needSection("time"), site.zone());
        var meters = new MeterReader(time).read(root.sections("meters"));
        return new FileForm.Lines(layout, time, meters);
    }

    static Optional<ZoneId> zone(YamlPart part, String key) {
        return part.text(key)
                .map(id -> {
                    try {
                        return ZoneId.of(id);
                    } catch (DateTimeException e) {
                        throw new MapException(
                                "%s is a time zone such as Europe/Paris, not \"%s\"."
                                        .formatted(part.at(key), id),
                                e);
                    }
                });
    }

    static String id(YamlPart part, String key) {
        String id = part.needText(key);
        if (!Names.isId(id)) {
            throw new MapException(
                    "%s is 1 to 64 letters, digits and _ - : . (a letter or digit first), not \"%s\"."
                            .formatted(part.at(key), id));
        }
        return id;
    }

    private static SitePart site(YamlPart part) {
        var site =
                new SitePart(id(part, "id"), part.text("name"), zone(part, "zone"), currency(part));
        part.end();
        return site;
    }

    private static Optional<Currency> currency(YamlPart part) {
        return part.text("currency")
                .map(code -> {
                    try {
                        return Currency.getInstance(code);
                    } catch (IllegalArgumentException e) {
                        throw new MapException(
                                "%s is a currency's three letters such as EUR, not \"%s\"."
                                        .formatted(part.at("currency"), code),
                                e);
                    }
                });
    }

    private static JsonNode tree(String yaml) {
        var factory =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try {
            return new YAMLMapper(factory).readTree(yaml);
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw new MapException(
                    "The map is not YAML%s: %s"
                            .formatted(
                                    where == null ? "" : " at line " + where.getLineNr(),
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        }
    }
}
