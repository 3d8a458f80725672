package dev.wattsocket.server;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.ingest.entsoe.MarketDocument;
import dev.wattsocket.ingest.entsoe.MarketException;
import dev.wattsocket.ingest.entsoe.Wanted;
import dev.wattsocket.ingest.json.Readings;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Names;
import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Site;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/// `POST /import/entsoe`: a market document of ENTSO-E in, what became of its prices out, after
/// they are durable.
final class MarketRoute {
    private static final int AUCTION_LAST = 999_999;

    private final House house;
    private final Submitter submitter;

    MarketRoute(House house) {
        this.house = house;
        this.submitter = new Submitter(house);
    }

    void add(Routes routes) {
        routes.takes(HttpMethod.POST, "/import/entsoe", Access::canSend, this::post);
    }

    /// On a virtual thread.
    private void post(RoutingContext context) {
        byte[] body = Submitter.body(context);
        var readings = decode(body, wanted(new QueryParams(house, context)));
        if (readings.values() == 0 && !readings.unread().isEmpty()) {
            throw Problem.badRequest(
                    "Nothing of this can be taken. " + readings.unread().getFirst().detail());
        }
        submitter.submit(context, readings, body);
    }

    private Wanted wanted(QueryParams params) {
        String id =
                params.text("meter")
                        .orElseThrow(() -> Problem.badRequest("Say into which meter: ?meter=spot"));
        if (!Names.isId(id)) {
            throw Problem.badRequest(
                    "A meter's id is 1 to 64 letters, digits and _ - : . with a letter or digit first.");
        }
        var site = site(params, house.catalog().meter(id));
        var channel = params.text("channel");
        if (channel.isPresent() && !Names.isChannel(channel.get())) {
            throw Problem.badRequest(
                    "A channel's name is 1 to 64 letters, digits and _, a letter first.");
        }
        return new Wanted(
                id,
                site.id(),
                channel,
                site.currency(),
                params.text("sequence").map(_ -> params.number("sequence", 1, 1, AUCTION_LAST)),
                params.text("resolution").map(MarketRoute::resolution));
    }

    /// Where the meter is, or is to be.
    private Site site(QueryParams params, Optional<Meter> known) {
        var sites = house.catalog().sites();
        String id =
                known.map(Meter::site)
                        .or(() -> params.text("site"))
                        .or(() ->
                                sites.size() == 1
                                        ? Optional.of(sites.getFirst().id())
                                        : Optional.empty())
                        .orElseThrow(() ->
                                Problem.badRequest(
                                        "The meter is new: say at which site it is, &site=…"));
        return house.catalog()
                .site(id)
                .orElseThrow(() -> Problem.notFound("There is no site " + id + "."));
    }

    private static Duration resolution(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException _) {
            throw Problem.badRequest("resolution is PT15M, PT30M, PT60M or the like.");
        }
    }

    private static Readings decode(byte[] body, Wanted wanted) {
        var readings = new Readings();
        try {
            MarketDocument.decode(
                    new ByteArrayInputStream(body),
                    wanted,
                    new MarketDocument.Visitor() {
                        @Override
                        public void reading(long line, Reading reading) {
                            readings.add(reading);
                        }

                        @Override
                        public void refused(long line, Reason reason, String detail) {
                            String where = "Line %d: %s".formatted(line, detail);
                            readings.addUnreadable(new Refusal(readings.size(), "", reason, where));
                        }
                    });
        } catch (MarketException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("decoding was interrupted", e);
        }
        return readings;
    }
}
