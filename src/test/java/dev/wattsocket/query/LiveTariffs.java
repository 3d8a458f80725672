package dev.wattsocket.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/// Tariffs out of chance, as the documents that people put.
final class LiveTariffs {
    private LiveTariffs() {}

    /// One that has held since the year began; maybe another version that begins around today.
    static String any(Random random, LocalDate today, String series) {
        var versions = new StringJoiner(",", "{\"name\":\"T\",\"versions\":[", "]}");
        versions.add(version(random, "2026-01-01", series));
        if (random.nextBoolean()) {
            String day = today.plusDays(random.nextInt(-20, 10)).toString();
            versions.add(version(random, day, series));
        }
        return versions.toString();
    }

    private static String version(Random random, String from, String series) {
        var prices = List.of(dynamic(series), flat(random), tiers(random));
        var all = new StringJoiner(",", "{\"from\":\"" + from + "\",", "}");
        all.add("\"energy\":" + prices.get(random.nextInt(3)));
        if (random.nextBoolean()) {
            all.add("\"feed_in\":" + prices.get(random.nextInt(2)));
        }
        if (random.nextBoolean()) {
            all.add("\"standing\":[{\"name\":\"S\",\"per_day\":\"0.82\"}]");
        }
        if (random.nextBoolean()) {
            all.add(
                    "\"demand\":{\"name\":\"D\",\"per_kw\":\"4.10\",\"floor_kw\":\"%d\"}"
                            .formatted(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            all.add(
                    "\"taxes\":[{\"name\":\"VAT\",\"percent\":\"21\","
                            + "\"on\":[\"energy\",\"standing\",\"demand\"]}]");
        }
        return all.toString();
    }

    private static String dynamic(String series) {
        return "{\"kind\":\"dynamic\",\"series\":\"%s\",\"markup\":\"0.02\",\"factor\":\"1\"}"
                .formatted(series);
    }

    private static String flat(Random random) {
        return "{\"kind\":\"flat\",\"price\":\"0.%d\"}".formatted(10 + random.nextInt(80));
    }

    private static String tiers(Random random) {
        return ("{\"kind\":\"tiers\",\"tiers\":[{\"name\":\"A\",\"up_to_kwh\":\"%d\","
                        + "\"price\":\"0.2\"},{\"name\":\"B\",\"price\":\"0.3\"}]}")
                .formatted(1 + random.nextInt(60));
    }
}
