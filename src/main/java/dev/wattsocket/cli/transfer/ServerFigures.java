package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.transfer.MeterFigures.Peak;
import dev.wattsocket.cli.transfer.MeterFigures.Range;
import java.util.Optional;

/// A meter's figures as the server tells them.
final class ServerFigures {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final ServerCalls server;

    ServerFigures(ServerCalls server) {
        this.server = server;
    }

    Optional<MeterFigures> of(String meter, long fromMillis, long toMillis) {
        return MeterFigures.parts(fromMillis, toMillis).stream()
                .map(part -> of(meter, part))
                .reduce(MeterFigures::plus)
                .filter(figures -> figures.coveredHours() > 0);
    }

    private MeterFigures of(String meter, Range range) {
        String query =
                "?meter=%s&from=%d&to=%d"
                        .formatted(ServerTarget.encoded(meter), range.from(), range.to());
        double in = 0;
        double out = 0;
        double coveredHours = 0;
        for (var bucket : server.get("/api/v1/energy" + query + "&by=day").path("buckets")) {
            in += bucket.path("energy_import").asDouble(0);
            out += bucket.path("energy_export").asDouble(0);
            long length = bucket.path("end").asLong() - bucket.path("start").asLong();
            coveredHours += bucket.path("coverage").asDouble(0) * length / MILLIS_PER_HOUR;
        }
        return new MeterFigures(in, out, coveredHours, peak(query));
    }

    private Optional<Peak> peak(String query) {
        var peak = server.get("/api/v1/demand" + query).path("peak");
        return peak.isObject()
                ? Optional.of(new Peak(peak.path("start").asLong(), peak.path("power").asDouble()))
                : Optional.empty();
    }
}
