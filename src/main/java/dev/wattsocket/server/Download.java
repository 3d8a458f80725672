package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.table.Form;
import dev.wattsocket.table.Table;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Figures as files: what `format=csv` and `format=parquet` answer.
final class Download {
    private Download() {}

    /// The form that a query asks for; empty for JSON.
    static Optional<Form> form(QueryParams params) {
        String name = params.text("format").orElse("json").toLowerCase(Locale.ROOT);
        if (name.equals("json")) {
            return Optional.empty();
        }
        return Optional.of(
                Form.of(name)
                        .orElseThrow(() -> Problem.badRequest("format is json, csv or parquet.")));
    }

    /// What a file of a figure is called: `energy-grid-2026-01-01-2026-02-01`.
    static String name(String figure, String of, QueryParams.Range range, ZoneId zone) {
        return "%s-%s-%s-%s"
                .formatted(figure, of, day(range.from(), zone), day(range.to(), zone))
                .replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /// A channel's unit as people read it: a price says in which currency.
    static String unit(Catalog catalog, Channel channel) {
        String currency =
                catalog.meter(channel.meter())
                        .flatMap(meter -> catalog.site(meter.site()))
                        .map(site -> site.currency().getCurrencyCode())
                        .orElse("");
        return channel.quantity() == Quantity.PRICE
                ? currency + channel.unit().symbol()
                : channel.unit().symbol();
    }

    /// Sends the table while it is made.
    static void send(RoutingContext context, Form form, Table table) {
        var body = new BodyStream(context, form.contentType());
        attach(context, table.name() + "." + form.suffix());
        try {
            table.write(form, body);
            body.end();
        } catch (IOException | UncheckedIOException _) {
            body.breakOff();
        } catch (RuntimeException e) {
            if (context.response().headWritten()) {
                body.breakOff();
            }
            throw e;
        }
    }

    static void attach(RoutingContext context, String fileName) {
        context.response()
                .putHeader(
                        "Content-Disposition", "attachment; filename=\"%s\"".formatted(fileName));
    }

    private static String day(long millis, ZoneId zone) {
        return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toString();
    }
}
