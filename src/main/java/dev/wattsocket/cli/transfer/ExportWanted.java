package dev.wattsocket.cli.transfer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be exported. No `channels` means all.
record ExportWanted(
        List<String> meters, Set<String> channels, @Nullable String from, @Nullable String to) {

    boolean wants(String channel) {
        return channels.isEmpty() || channels.contains(channel);
    }

    long fromMillis(ZoneId zone) {
        return from == null ? Long.MIN_VALUE : millis("--from", from, zone);
    }

    long toMillis(ZoneId zone) {
        return to == null ? Long.MAX_VALUE : millis("--to", to, zone);
    }

    private static long millis(String option, String text, ZoneId zone) {
        try {
            if (text.matches("-?\\d{6,}")) {
                return Long.parseLong(text);
            }
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                    : LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | NumberFormatException e) {
            throw new Failure(
                    "%s is a time such as 2026-01-31 or 2026-01-31T12:00:00Z, not \"%s\"."
                            .formatted(option, text),
                    e);
        }
    }
}
