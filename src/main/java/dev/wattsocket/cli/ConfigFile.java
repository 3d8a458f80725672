package dev.wattsocket.cli;

import dev.wattsocket.model.Names;
import dev.wattsocket.store.questdb.CommitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a configuration file, strictly: a key or value that is not understood is an error that
/// names it, for a typing mistake must not be taken for a wish.
final class ConfigFile {
    private static final int DAYS_MOST = 36_500;
    private static final int METERS_MOST = 1_000_000;
    private static final int RESERVE_MB_MOST = 1_000_000_000;

    private final Path file;
    private final Config config;

    private ConfigFile(Path file, Config config) {
        this.file = file;
        this.config = config;
    }

    /// Sets what the file says.
    static void read(Path file, Config config) {
        try {
            var content = YAMLMapper.builder().build().readValue(Files.readString(file), Map.class);
            new ConfigFile(file, config).take(content == null ? Map.of() : content);
        } catch (IOException e) {
            throw new StartFailed(
                    "The configuration %s can't be read: %s".formatted(file, e.getMessage()));
        } catch (JacksonException e) {
            throw new StartFailed(
                    "The configuration %s is not YAML: %s".formatted(file, e.getOriginalMessage()));
        }
    }

    private void take(Map<?, ?> content) {
        content.forEach((key, value) -> take(String.valueOf(key), value));
    }

    private void take(String key, Object value) {
        switch (key) {
            case "host" -> config.host = text(key, value);
            case "port" -> config.port = number(key, value, 0, 65_535);
            case "require_tokens" -> config.requireTokens = flag(key, value);
            case "data" -> config.data = Path.of(text(key, value));
            case "store" -> config.store = text(key, value);
            case "auto_create_meters" -> config.autoCreateMeters = flag(key, value);
            case "meters_max" -> config.metersMax = number(key, value, 1, METERS_MOST);
            case "origins" -> config.origins = Set.copyOf(texts(key, value));
            case "site" -> site(key, value);
            case "commit" -> config.commit = commit(key, value);
            case "disk_reserve_mb" -> config.diskReserveMb = number(key, value, 0, RESERVE_MB_MOST);
            case "retention" -> retention(key, value);
            case "redis" -> config.redis = text(key, value);
            case "compression" -> config.compression = flag(key, value);
            default -> throw wrong(key, "is not a key that is known; see config/example.yaml");
        }
    }

    private void site(String key, Object value) {
        if (!(value instanceof Map<?, ?> site)) {
            throw wrong(key, "has the keys id, name, zone and currency below it");
        }
        site.forEach((name, each) -> {
            String full = key + "." + name;
            switch (String.valueOf(name)) {
                case "id" -> config.siteId = id(full, each);
                case "name" -> config.siteName = text(full, each);
                case "zone" -> read(full, each, zone -> config.siteZone = ZoneId.of(zone));
                case "currency" ->
                        read(full, each, code -> config.siteCurrency = Currency.getInstance(code));
                default -> throw wrong(full, "is not a key that is known");
            }
        });
    }

    private void retention(String key, Object value) {
        if (!(value instanceof Map<?, ?> days)) {
            throw wrong(key, "has the keys raw_days, minute_days, quarter_days and hour_days");
        }
        days.forEach((name, each) -> {
            String full = key + "." + name;
            int count = number(full, each, 0, DAYS_MOST);
            switch (String.valueOf(name)) {
                case "raw_days" -> config.retentionRawDays = count;
                case "minute_days" -> config.retentionMinuteDays = count;
                case "quarter_days" -> config.retentionQuarterDays = count;
                case "hour_days" -> config.retentionHourDays = count;
                default -> throw wrong(full, "is not a key that is known");
            }
        });
    }

    private void read(String key, Object value, Consumer<String> set) {
        try {
            set.accept(text(key, value));
        } catch (DateTimeException | IllegalArgumentException _) {
            throw wrong(key, "is not one that exists: " + value);
        }
    }

    private String id(String key, Object value) {
        String id = text(key, value);
        if (!Names.isId(id)) {
            throw wrong(key, "is 1 to 64 letters, digits and _ - : .");
        }
        return id;
    }

    private CommitMode commit(String key, Object value) {
        try {
            return CommitMode.valueOf(text(key, value).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw wrong(key, "is sync or nosync");
        }
    }

    private String text(String key, Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(key, "is a text");
    }

    private List<String> texts(String key, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> text(key, each)).toList();
        }
        throw wrong(key, "is a list of texts");
    }

    private boolean flag(String key, Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, "is true or false");
    }

    private int number(String key, Object value, int least, int most) {
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong(key, "is a whole number from %d to %d".formatted(least, most));
    }

    private StartFailed wrong(String key, String sentence) {
        return new StartFailed("In %s: %s %s.".formatted(file, key, sentence));
    }
}
