package dev.wattsocket.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The price plans of the demo: the one of its house, and others to hold against it. Each has the
/// prices of the years before and those of this year.
final class Tariffs {
    /// The plan that the house has.
    static final String OF_THE_HOUSE = "seasons";

    static final List<String> ALL = List.of(OF_THE_HOUSE, "single", "day-night", "spot");

    private Tariffs() {}

    /// The JSON document of a plan whose newest prices are those of this year.
    static String document(String id, int year) {
        return text("/demo/tariffs/" + id + ".json")
                .replace("$BEFORE", Integer.toString(year - 2))
                .replace("$THIS", Integer.toString(year))
                .replace("$HOLIDAYS", holidays(year));
    }

    private static String holidays(int year) {
        return IntStream.rangeClosed(year - 2, year + 1)
                .boxed()
                .flatMap(Tariffs::holidaysOf)
                .sorted()
                .map(day -> "\"" + day + "\"")
                .collect(Collectors.joining(", "));
    }

    private static Stream<LocalDate> holidaysOf(int year) {
        var easter = easter(year);
        return Stream.of(
                LocalDate.of(year, Month.JANUARY, 1),
                easter.plusDays(1),
                LocalDate.of(year, Month.APRIL, 27),
                easter.plusDays(39),
                easter.plusDays(50),
                LocalDate.of(year, Month.DECEMBER, 25),
                LocalDate.of(year, Month.DECEMBER, 26));
    }

    /// Easter Sunday, the way Gauss and those after him count it.
    static LocalDate easter(int year) {
        int century = year / 100;
        int moon = (19 * (year % 19) + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
        int full = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - year % 19) / 11));
        int weekday = (year + year / 4 + full + 2 - century + century / 4) % 7;
        int sunday = full - weekday;
        int month = 3 + (sunday + 40) / 44;
        return LocalDate.of(year, month, sunday + 28 - 31 * (month / 4));
    }

    private static String text(String resource) {
        try (var in = Tariffs.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file can't be read", e);
        }
    }
}
