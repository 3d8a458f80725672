package dev.wattsocket.tariff.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A part of a document, and where it is: `versions[0].energy`. Immutable.
record Place(JsonNode node, String path) {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final int SHOWN_CHARS = 60;

    /// The same place, once it is an object that has no fields but these.
    Place object(String... fields) {
        if (!node.isObject()) {
            throw wrong("is an object: {…}");
        }
        var unknown = new TreeSet<>(node.propertyNames());
        Set.of(fields).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has no \"%s\"; it has: %s."
                            .formatted(name(), unknown.first(), String.join(", ", fields)));
        }
        return this;
    }

    boolean has(String field) {
        return !node.path(field).isMissingNode() && !node.path(field).isNull();
    }

    Place at(String field) {
        return new Place(node.path(field), path.isEmpty() ? field : path + "." + field);
    }

    <T> Optional<T> optional(String field, Function<Place, T> read) {
        return has(field) ? Optional.of(read.apply(at(field))) : Optional.empty();
    }

    /// The parts of a list; none where there is no list.
    <T> List<T> list(String field, Function<Place, T> read) {
        if (!has(field)) {
            return List.of();
        }
        var list = at(field);
        if (!list.node.isArray()) {
            throw list.wrong("is a list: […]");
        }
        var parts = new ArrayList<T>();
        for (int i = 0; i < list.node.size(); i++) {
            parts.add(read.apply(new Place(list.node.path(i), list.path + "[" + i + "]")));
        }
        return parts;
    }

    String text() {
        if (!node.isString()) {
            throw wrong("is a text");
        }
        return node.asString();
    }

    /// A decimal number, exactly as it is written; in a text or not.
    BigDecimal decimal() {
        if (node.isNumber() && Double.isFinite(node.asDouble())) {
            return node.decimalValue();
        }
        if (!node.isString() || !DECIMAL.matcher(node.asString()).matches()) {
            throw wrong("is a number in a text, such as \"0.2841\"");
        }
        return new BigDecimal(node.asString());
    }

    LocalDate day() {
        try {
            return LocalDate.parse(node.isString() ? node.asString() : "");
        } catch (DateTimeException _) {
            throw wrong("is a day such as \"2026-01-31\"");
        }
    }

    /// What a constructor makes, or the sentence with which it refuses, and where.
    <T> T make(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name() + ": " + e.getMessage(), e);
        }
    }

    /// @param what is right: `is a text`
    IllegalArgumentException wrong(String what) {
        String shown = node.toString();
        String is =
                node.isMissingNode()
                        ? "it is missing"
                        : "it is "
                                + (shown.length() > SHOWN_CHARS
                                        ? shown.substring(0, SHOWN_CHARS) + "…"
                                        : shown);
        return new IllegalArgumentException("%s %s; %s.".formatted(name(), what, is));
    }

    private String name() {
        return path.isEmpty() ? "The tariff" : path;
    }
}
