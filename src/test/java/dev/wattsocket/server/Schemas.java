package dev.wattsocket.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Compares JSON with schemas of an OpenAPI document: as much of JSON Schema as ours uses. Stricter
/// than JSON Schema in one thing: a property that is not told of is wrong.
final class Schemas {
    private final JsonNode document;

    Schemas(JsonNode document) {
        this.document = document;
    }

    /// What is wrong with the JSON, a sentence each, with where it is.
    List<String> wrong(JsonNode json, JsonNode schema, String where) {
        var resolved = resolve(schema);
        if (resolved.isMissingNode()) {
            return List.of(where + ": no schema");
        }
        if (resolved.has("oneOf")) {
            boolean fits =
                    resolved.path("oneOf")
                            .valueStream()
                            .anyMatch(each -> wrong(json, each, where).isEmpty());
            return fits ? List.of() : List.of(where + ": none of oneOf: " + json);
        }
        var wrong = new ArrayList<String>();
        if (!types(resolved).contains(type(json)) && !types(resolved).contains(wider(json))) {
            wrong.add("%s: not %s: %s".formatted(where, resolved.path("type"), json));
        }
        if (resolved.has("enum") && resolved.path("enum").valueStream().noneMatch(json::equals)) {
            wrong.add("%s: not one of %s: %s".formatted(where, resolved.path("enum"), json));
        }
        for (var name : resolved.path("required")) {
            if (!json.has(name.asString())) {
                wrong.add(where + ": lacks " + name);
            }
        }
        for (var property : json.properties()) {
            String below = where + "." + property.getKey();
            var known = resolved.path("properties").path(property.getKey());
            var other = resolved.path("additionalProperties");
            if (resolved.has("properties")) {
                wrong.addAll(
                        wrong(property.getValue(), known.isMissingNode() ? other : known, below));
            }
        }
        if (json.isArray()) {
            json.forEach(each -> wrong.addAll(wrong(each, resolved.path("items"), where + "[]")));
        }
        return wrong;
    }

    /// What a reference stands for; anything else is itself.
    JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(document.at(node.path("$ref").asString().substring(1)))
                : node;
    }

    private static Set<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.toSet())
                : Set.of(type.asString());
    }

    private static String type(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> json.isIntegralNumber() ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }

    private static String wider(JsonNode json) {
        return json.isNumber() ? "number" : type(json);
    }
}
