package dev.wattsocket.server;

import dev.wattsocket.catalog.Token;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// `/tokens`: the keys to this server, for its admin.
final class TokenRoutes {
    private final House house;

    TokenRoutes(House house) {
        this.house = house;
    }

    void add(Routes routes) {
        routes.takes(HttpMethod.GET, "/tokens", Access::canChange, this::list);
        routes.takes(HttpMethod.POST, "/tokens", Access::canChange, this::create);
        routes.takes(HttpMethod.DELETE, "/tokens/:id", Access::canChange, this::delete);
    }

    private void list(RoutingContext context) {
        var tokens = house.catalog().tokens().stream().map(TokenRoutes::json).toList();
        Routes.json(context, Map.of("tokens", tokens));
    }

    private void create(RoutingContext context) {
        var body = Routes.body(context);
        String name = Fields.text(body, "name").orElse("token");
        var access = access(Fields.text(body, "access").orElse("viewer"));
        var made = Tokens.make(name, access, house.clock().millis());
        house.catalog().put(made.token());
        var json = json(made.token());
        json.put("secret", made.secret());
        Routes.json(context, json);
    }

    private void delete(RoutingContext context) {
        house.catalog().deleteToken(Fields.id(context));
        Routes.json(context, Map.of("deleted", Fields.id(context)));
    }

    private static Map<String, Object> json(Token token) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", token.id());
        json.put("name", token.name());
        json.put("access", token.access().wireName());
        json.put("created", token.createdMillis());
        return json;
    }

    private static Access access(String name) {
        try {
            return Access.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw Problem.badRequest("Access is one of viewer, device and admin.");
        }
    }
}
