package dev.wattsocket.server;

import dev.wattsocket.metering.By;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Times;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/// The parameters that queries share, with a sentence where one is missing or wrong.
final class QueryParams {
    private final House house;
    private final RoutingContext context;
    private final Times times;

    QueryParams(House house, RoutingContext context) {
        this.house = house;
        this.context = context;
        this.times = new Times(house.clock());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(context.request().getParam(name))
                .filter(text -> !text.isBlank());
    }

    Meter meter() {
        String id =
                text("meter").orElseThrow(() -> Problem.badRequest("Say which meter: ?meter=…"));
        return meter(id);
    }

    Meter meter(String id) {
        return house.catalog()
                .meter(id)
                .orElseThrow(() -> Problem.notFound("There is no meter " + id + "."));
    }

    Channel channel(Meter meter, String name) {
        return house.catalog()
                .channel(meter.id(), name)
                .orElseThrow(() ->
                        Problem.notFound(
                                "Meter %s has no channel %s.".formatted(meter.id(), name)));
    }

    /// The site that was asked for; unsaid, the only one.
    Site site() {
        var all = house.catalog().sites();
        var asked = text("site");
        if (asked.isEmpty() && all.size() == 1) {
            return all.getFirst();
        }
        return site(asked.orElseThrow(() -> Problem.badRequest("Say which site: ?site=…")));
    }

    Site site(String id) {
        return house.catalog()
                .site(id)
                .orElseThrow(() -> Problem.notFound("There is no site " + id + "."));
    }

    /// The calendar's stretch that was asked for; unsaid, the day.
    By by() {
        return By.of(text("by").orElse("day"))
                .orElseThrow(() ->
                        Problem.badRequest(
                                "by is quarter, half_hour, hour, day, week, month or year."));
    }

    /// The zone that was asked for, else that of the meter's site.
    ZoneId zone(Meter meter) {
        var asked = text("zone").or(() -> text("tz"));
        if (asked.isPresent()) {
            return SiteRoutes.zone(asked.get());
        }
        return house.catalog().site(meter.site()).map(site -> site.zone()).orElse(ZoneId.of("UTC"));
    }

    /// The zone that was asked for, else that of the site.
    ZoneId zone(Site site) {
        return text("zone").or(() -> text("tz")).map(SiteRoutes::zone).orElse(site.zone());
    }

    /// Hands sentences about what was asked for to whoever asked.
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    record Range(long from, long to) {}

    /// From `from` (today unless said) to `to` (now unless said).
    Range range(ZoneId zone) {
        return range(text("from").orElse("today"), text("to").orElse("now"), zone);
    }

    /// Between two times as people and programs write them.
    Range range(String begin, String end, ZoneId zone) {
        try {
            long from = times.millis(begin, zone);
            long to = times.millis(end, zone);
            if (from >= to) {
                throw Problem.badRequest("from lies before to: %d, %d.".formatted(from, to));
            }
            return new Range(from, to);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    boolean flag(String name, boolean usual) {
        return switch (text(name).orElse(String.valueOf(usual))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.badRequest(name + " is true or false.");
        };
    }

    int number(String name, int usual, int least, int most) {
        try {
            int number = text(name).map(Integer::parseInt).orElse(usual);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw Problem.badRequest("%s is a number from %d to %d.".formatted(name, least, most));
    }
}
