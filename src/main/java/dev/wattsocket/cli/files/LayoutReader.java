package dev.wattsocket.cli.files;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the `file` section of a map.
final class LayoutReader {
    private static final Map<String, String> NAMED =
            Map.of("tab", "\t", "space", " ", "comma", ",", "semicolon", ";");
    private static final int SKIP_LINES_MAX = 1_000;

    private LayoutReader() {}

    static Layout read(Optional<YamlPart> section) {
        if (section.isEmpty()) {
            return plain();
        }
        var part = section.get();
        var layout =
                new Layout(
                        separator(part),
                        mark(part, "quote", Optional.of('"')),
                        mark(part, "comment", Optional.empty()),
                        part.flag("header", true),
                        skipLines(part),
                        encoding(part),
                        mark(part, "decimal", Optional.of('.')).orElse('.'),
                        mark(part, "thousands", Optional.empty()),
                        missing(part));
        part.end();
        check(part, layout);
        return layout;
    }

    private static Layout plain() {
        return new Layout(
                ",",
                Optional.of('"'),
                Optional.empty(),
                true,
                0,
                Charset.forName("UTF-8"),
                '.',
                Optional.empty(),
                Set.of(""));
    }

    private static void check(YamlPart part, Layout layout) {
        if (layout.thousands().equals(Optional.of(layout.decimal()))) {
            throw new MapException(
                    "%s and %s are the same mark, \"%s\"."
                            .formatted(part.at("decimal"), part.at("thousands"), layout.decimal()));
        }
        if (layout.quote().map(String::valueOf).equals(Optional.of(layout.separator()))) {
            throw new MapException(
                    "%s and %s are the same mark, \"%s\"."
                            .formatted(part.at("separator"), part.at("quote"), layout.separator()));
        }
    }

    private static String separator(YamlPart part) {
        String text = part.text("separator").orElse(",");
        String found = NAMED.getOrDefault(text, text);
        if (found.length() != 1) {
            throw new MapException(
                    "%s is one character, or tab, space, comma, semicolon, not \"%s\"."
                            .formatted(part.at("separator"), text));
        }
        return found;
    }

    private static Optional<Character> mark(
            YamlPart part, String key, Optional<Character> unlessSaid) {
        var text = part.text(key);
        if (text.isEmpty()) {
            return unlessSaid;
        }
        if (text.get().equals("none") && !key.equals("decimal")) {
            return Optional.empty();
        }
        String found = NAMED.getOrDefault(text.get(), text.get());
        if (found.length() != 1 || Character.isLetterOrDigit(found.charAt(0))) {
            throw new MapException(
                    "%s is one mark%s, not \"%s\"."
                            .formatted(
                                    part.at(key),
                                    key.equals("decimal") ? "" : ", or none",
                                    text.get()));
        }
        return Optional.of(found.charAt(0));
    }

    private static int skipLines(YamlPart part) {
        double lines = part.number("skip_lines").orElse(0.0);
        if (lines < 0 || lines > SKIP_LINES_MAX || lines != Math.rint(lines)) {
            throw new MapException(
                    part.at("skip_lines") + " is a whole number from 0 to " + SKIP_LINES_MAX + ".");
        }
        return (int) lines;
    }

    private static Charset encoding(YamlPart part) {
        String name = part.text("encoding").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MapException(
                    "%s is an encoding such as UTF-8 or ISO-8859-1, not \"%s\"."
                            .formatted(part.at("encoding"), name),
                    e);
        }
    }

    /// An empty cell is always missing.
    private static Set<String> missing(YamlPart part) {
        var words = new LinkedHashSet<>(List.of(""));
        words.addAll(part.texts("missing"));
        return words;
    }
}
