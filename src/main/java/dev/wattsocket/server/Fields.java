package dev.wattsocket.server;

import dev.wattsocket.model.Names;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/// Reads what a request's path and body say, with a sentence where they say it wrongly.
final class Fields {
    private Fields() {}

    /// The text under this name; empty where there is none.
    static Optional<String> text(Map<?, ?> body, String name) {
        return switch (body.get(name)) {
            case null -> Optional.empty();
            case String text when !text.isBlank() && text.length() <= 200 -> Optional.of(text);
            default -> throw Problem.badRequest(name + " is a text of 1 to 200 characters.");
        };
    }

    /// The id in the path.
    static String id(RoutingContext context) {
        var id = context.pathParam("id");
        return id == null ? "" : id;
    }

    /// The id in the path, fit for a new site or meter.
    static String newId(RoutingContext context) {
        String id = id(context);
        if (!Names.isId(id)) {
            throw Problem.badRequest(
                    "An id is 1 to 64 letters, digits and _ - : . with a letter or digit first.");
        }
        return id;
    }
}
