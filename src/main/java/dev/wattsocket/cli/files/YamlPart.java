package dev.wattsocket.cli.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A section of a map file, read strictly: what has the wrong type, and whatever key nobody asked
/// for, is named in the error. Confined to one thread.
final class YamlPart {
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new HashSet<>();

    YamlPart(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new MapException(
                    (path.isEmpty() ? "The map" : path)
                            + " is a section with keys below it, not "
                            + shown(node)
                            + ".");
        }
        this.path = path;
        this.node = node;
    }

    /// The full name of a key of this section.
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        known.add(key);
        return node.has(key) && !node.get(key).isNull();
    }

    Optional<YamlPart> section(String key) {
        return has(key) ? Optional.of(new YamlPart(at(key), node.get(key))) : Optional.empty();
    }

    YamlPart needSection(String key) {
        return section(key).orElseThrow(() -> missing(key));
    }

    List<YamlPart> sections(String key) {
        if (!has(key) || !node.get(key).isArray() || node.get(key).isEmpty()) {
            throw new MapException(
                    at(key) + " is missing; it is a list, each item with \"- \" before it.");
        }
        var parts = new ArrayList<YamlPart>();
        for (var item : node.get(key)) {
            parts.add(new YamlPart(at(key) + "[" + parts.size() + "]", item));
        }
        return parts;
    }

    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        var found = node.get(key);
        if (!found.isValueNode()) {
            throw wrong(key, "one word or text", found);
        }
        return Optional.of(found.asString());
    }

    String needText(String key) {
        return text(key).orElseThrow(() -> missing(key));
    }

    /// One text, or a list of them; empty where the key is absent.
    List<String> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (!node.get(key).isArray()) {
            return List.of(needText(key));
        }
        var texts = new ArrayList<String>();
        for (var item : node.get(key)) {
            if (!item.isValueNode()) {
                throw wrong(key, "a list of words", item);
            }
            texts.add(item.asString());
        }
        return texts;
    }

    /// A column by its name in the header or its number.
    Optional<Column> column(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        return Optional.of(column(key, node.get(key)));
    }

    Column needColumn(String key) {
        return column(key).orElseThrow(() -> missing(key));
    }

    List<Column> columns(String key) {
        if (!has(key) || !node.get(key).isArray()) {
            throw new MapException(at(key) + " is a list of columns, such as [date, time].");
        }
        var columns = new ArrayList<Column>();
        node.get(key).forEach(item -> columns.add(column(key, item)));
        return columns;
    }

    boolean flag(String key, boolean unlessSaid) {
        if (!has(key)) {
            return unlessSaid;
        }
        if (!node.get(key).isBoolean()) {
            throw wrong(key, "true or false", node.get(key));
        }
        return node.get(key).booleanValue();
    }

    Optional<Double> number(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (!node.get(key).isNumber()) {
            throw wrong(key, "a number", node.get(key));
        }
        return Optional.of(node.get(key).doubleValue());
    }

    /// One of an enum's words, in lower case.
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> words) {
        var text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        for (var word : words.getEnumConstants()) {
            String name = word.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.get())) {
                return Optional.of(word);
            }
            names.add(name);
        }
        throw new MapException(
                "%s is one of %s, not \"%s\"."
                        .formatted(at(key), String.join(", ", names), text.get()));
    }

    /// The keys of this section, all of which the caller promises to look at.
    List<String> keys() {
        var keys = new ArrayList<String>(node.propertyNames());
        known.addAll(keys);
        return keys;
    }

    JsonNode node(String key) {
        known.add(key);
        return node.get(key);
    }

    /// Refuses the keys that nobody asked for.
    void end() {
        for (var key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw new MapException(
                        "%s is not a key that a map has; %s may have: %s."
                                .formatted(
                                        at(key),
                                        path.isEmpty() ? "a map" : path,
                                        String.join(", ", known.stream().sorted().toList())));
            }
        }
    }

    MapException missing(String key) {
        return new MapException(at(key) + " is missing.");
    }

    private Column column(String key, JsonNode item) {
        if (item.isInt() && item.intValue() > 0) {
            return new Column.Numbered(item.intValue());
        }
        if (item.isString() && !item.stringValue().isEmpty()) {
            return new Column.Named(item.stringValue());
        }
        throw wrong(key, "a column's name, or its number from 1", item);
    }

    private MapException wrong(String key, String wanted, JsonNode found) {
        return new MapException("%s is %s, not %s.".formatted(at(key), wanted, shown(found)));
    }

    private static String shown(JsonNode found) {
        if (found.isObject()) {
            return "a section";
        }
        if (found.isArray()) {
            return "a list";
        }
        return found.isNull() ? "empty" : "\"" + found.asString() + "\"";
    }
}
