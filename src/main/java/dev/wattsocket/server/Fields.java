package dev.wattsocket.server;

import dev.wattsocket.model.Names;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads what a request's path and body say, with a sentence where they say it wrongly.
final class Fields {
    private static final int TEXT_MAX = 200;

    private Fields() {}

    /// The text under this name; empty where there is none.
    static Optional<String> text(Map<?, ?> body, String name) {
        return text(body, name, TEXT_MAX);
    }

    /// The text of at most so many characters under this name; empty where there is none.
    static Optional<String> text(Map<?, ?> body, String name, int most) {
        return switch (body.get(name)) {
            case null -> Optional.empty();
            case String text when !text.isBlank() && text.length() <= most -> Optional.of(text);
            default ->
                    throw Problem.badRequest(name + " is a text of 1 to " + most + " characters.");
        };
    }

    /// The number in this range under this name; empty where there is none.
    static OptionalDouble number(Map<?, ?> body, String name, double least, double most) {
        return switch (body.get(name)) {
            case null -> OptionalDouble.empty();
            case Number number when isWithin(number.doubleValue(), least, most) ->
                    OptionalDouble.of(number.doubleValue());
            default ->
                    throw Problem.badRequest(
                            "%s is a number from %s to %s."
                                    .formatted(name, plain(least), plain(most)));
        };
    }

    /// The whole number in this range under this name; empty where there is none.
    static OptionalLong wholeNumber(Map<?, ?> body, String name, long least, long most) {
        return switch (body.get(name)) {
            case null -> OptionalLong.empty();
            case Integer number when number >= least && number <= most ->
                    OptionalLong.of(number.longValue());
            case Long number when number >= least && number <= most -> OptionalLong.of(number);
            default ->
                    throw Problem.badRequest(
                            "%s is a whole number from %d to %d.".formatted(name, least, most));
        };
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static boolean isWithin(double number, double least, double most) {
        return number >= least && number <= most;
    }

    private static String plain(double number) {
        return Math.abs(number) < 1e16
                ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
                : Double.toString(number);
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
