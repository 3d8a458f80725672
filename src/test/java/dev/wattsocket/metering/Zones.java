package dev.wattsocket.metering;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;

/// Places whose clocks are hard to get right.
final class Zones {
    static final List<ZoneId> ALL =
            List.of(
                    ZoneId.of("Europe/Amsterdam"),
                    // Half an hour beside the others.
                    ZoneId.of("America/St_Johns"),
                    // Puts its clock forward by half an hour only.
                    ZoneId.of("Australia/Lord_Howe"),
                    ZoneId.of("Asia/Kathmandu"));

    private static final long BEGIN = Instant.parse("2019-01-01T00:00:00Z").toEpochMilli();
    private static final long YEARS = 8L * 366 * 86_400_000;

    private Zones() {}

    static ZoneId any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /// A time; every other one is within two days of a change of the clock.
    static long time(ZoneId zone, Random random) {
        long time = BEGIN + (long) (random.nextDouble() * YEARS);
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochMilli(time));
        return change == null || random.nextBoolean()
                ? time
                : change.getInstant().toEpochMilli() + random.nextLong(-172_800_000, 172_800_000);
    }
}
