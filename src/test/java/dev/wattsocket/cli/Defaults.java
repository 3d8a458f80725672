package dev.wattsocket.cli;

import dev.wattsocket.store.questdb.CommitMode;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Compares a configuration file with what the program does without one.
public final class Defaults {
    private Defaults() {}

    /// The settings that the file sets to something else than their default.
    public static Set<String> changedBy(Path file) {
        var config = new Config();
        ConfigFile.read(file, config);
        return settings(field -> !Objects.equals(value(field, config), value(field, new Config())));
    }

    /// The settings that the file leaves alone.
    public static Set<String> untouchedBy(Path file) {
        var config = new Config();
        for (var field : Config.class.getDeclaredFields()) {
            set(field, config, other(value(field, config)));
        }
        ConfigFile.read(file, config);
        return settings(
                field -> Objects.equals(value(field, config), other(value(field, new Config()))));
    }

    private interface Test {
        boolean test(Field field);
    }

    private static Set<String> settings(Test test) {
        var names = new TreeSet<String>();
        for (var field : Config.class.getDeclaredFields()) {
            if (test.test(field)) {
                names.add(field.getName());
            }
        }
        return names;
    }

    private static Object other(Object value) {
        return switch (value) {
            case String _ -> "other";
            case Integer number -> number + 1;
            case Boolean flag -> !flag;
            case Path _ -> Path.of("other");
            case Set<?> _ -> Set.of("https://other.example");
            case ZoneId _ -> ZoneId.of("Antarctica/Troll");
            case Currency _ -> Currency.getInstance("XTS");
            case CommitMode _ -> CommitMode.NOSYNC;
            default -> throw new IllegalArgumentException("a setting of a new type: " + value);
        };
    }

    private static Object value(Field field, Config config) {
        try {
            return field.get(config);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Field field, Config config, Object value) {
        try {
            field.set(config, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
