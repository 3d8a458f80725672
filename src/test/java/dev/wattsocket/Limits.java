package dev.wattsocket;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The limits of the program: constants, and how a document writes them.
final class Limits {
    private static final Pattern CONSTANT =
            Pattern.compile("^ {4}(?:public )?static final (?:int|long) (\\w+_MAX)\\b");

    /// Parts of a second, and bytes, in a unit.
    private static final Map<String, Long> UNITS =
            Map.of(
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "h", 3_600_000_000_000L,
                    "d", 86_400_000_000_000L,
                    "KiB", 1L << 10,
                    "MiB", 1L << 20);

    private Limits() {}

    /// The value of a constant, in its own unit.
    static long of(String type, String constant) throws ReflectiveOperationException {
        var field = Class.forName("dev.wattsocket." + type).getDeclaredField(constant);
        field.setAccessible(true);
        return field.getLong(null);
    }

    /// What a document writes, such as `10,000`, `1 MiB` or `60 s`, in the unit of the constant.
    static long parse(String text, String constant) {
        int cut = text.indexOf(' ');
        if (cut < 0) {
            return Long.parseLong(text.replace(",", ""));
        }
        long unit = UNITS.getOrDefault(text.substring(cut + 1), 0L);
        long parts = constant.contains("MILLIS") ? 1_000_000 : 1;
        return Long.parseLong(text.substring(0, cut).replace(",", "")) * unit / parts;
    }

    /// All limits that are not their class's own affair.
    static Set<String> inSources() {
        var found = new TreeSet<String>();
        for (var file : SourceFile.below("src/main/java/dev/wattsocket")) {
            String type = file.name().replace("src/main/java/dev/wattsocket/", "");
            for (var line : file.lines()) {
                var constant = CONSTANT.matcher(line);
                if (constant.find()) {
                    String name = type.substring(0, type.length() - ".java".length());
                    found.add(name.replace('/', '.') + "." + constant.group(1));
                }
            }
        }
        return found;
    }
}
