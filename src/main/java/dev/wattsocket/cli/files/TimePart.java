package dev.wattsocket.cli.files;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// How the time of a line is told. `intervalMillis` is 0 where values are momentary, or where
/// `intervalColumn` holds the length in milliseconds. `zone` is empty where every time has its
/// offset with it.
record TimePart(
        List<Column> columns,
        List<String> formats,
        Optional<ZoneId> zone,
        long intervalMillis,
        Optional<Column> intervalColumn,
        boolean labelAtEnd,
        boolean midnightOldDate,
        RepeatedHour repeatedHour) {}
