package dev.wattsocket.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.model.Reading;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each thing that a map can say, on a small file.
class MapFeaturesTest {
    private static final String PLAIN =
            """
            site: {id: home, zone: Europe/Amsterdam}
            time: {column: time, format: iso}
            meters:
              - id: grid
                channels: {power: {column: kw, unit: kW}}
            """;

    @TempDir Path folder;

    /// A file of the house of the map, with other words for its layout or time.
    private static String map(String file, String time, String column) {
        return """
        file: {%s}
        site: {id: home, zone: Europe/Amsterdam}
        time: {%s}
        meters:
          - id: grid
            channels: {power: {column: %s, unit: W}}
        """
                .formatted(file, time, column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndAndMarkAndGzipIsTheSame(String end) {
        String text =
                String.join(
                        end,
                        "time,kw",
                        "2026-01-01T00:00:00Z,1.5",
                        "",
                        "2026-01-01T00:01:00Z,2.5",
                        "");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var marked = ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
        var wide = ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
        for (var content : List.of(bytes, marked, wide, Seen.zipped(bytes), Seen.zipped(marked))) {
            var seen = Seen.of(folder, PLAIN, content);
            assertThat(seen.values("power")).containsExactly(1500.0, 2500.0);
            assertThat(seen.lines).containsExactly(2L, 4L);
            assertThat(seen.refused).isEmpty();
            assertThat(seen.warning).isEmpty();
        }
    }

    @Test
    void aGzipThatIsCutKeepsWhatCameBefore() {
        var text = new StringBuilder("time,kw\n");
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            text.append("2026-01-01T00:00:00Z,").append(random.nextInt(100_000)).append('\n');
        }
        var whole = Seen.zipped(text.toString().getBytes(StandardCharsets.UTF_8));
        var cut = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> Seen.of(folder, PLAIN, cut))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("broken or cut off after line");
    }

    @Test
    void quotesHoldSeparatorsAndQuotes() {
        var seen =
                Seen.of(
                        folder,
                        map("separator: ';', quote: \"'\"", "column: t, format: iso", "\"a'b;c\""),
                        "t;'a''b;c'\n2026-01-01T00:00:00Z;'5'\n");
        assertThat(seen.values("power")).containsExactly(5.0);
    }

    @Test
    void withoutHeaderColumnsHaveNumbersAndTheFirstLineCounts() {
        var seen =
                Seen.of(
                        folder,
                        map(
                                "header: false, separator: tab, skip_lines: 1, comment: '#'",
                                "column: 1, format: epoch_s",
                                "3"),
                        "a logger's own words\n# more\n1700000000\tx\t5\n1700000060\ty\t6\n");
        assertThat(seen.values("power")).containsExactly(5.0, 6.0);
        assertThat(seen.readings.getFirst().timeMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(seen.lines).containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,5   | 1234.5",
                "-1.234.567| -1234567",
                "0,000001  | 0.000001",
                "+7        | 7",
                "1e3       | 1000",
                "1,5E-3    | 0.0015",
                "10.918    | 10918",
                "0,1234567890123456789 | 0.12345678901234568",
            })
    void numbersAsGermansWriteThem(String written, double expected) {
        var seen =
                Seen.of(
                        folder,
                        map(
                                "separator: ';', decimal: ',', thousands: '.'",
                                "column: t, format: iso",
                                "w"),
                        "t;w\n2026-01-01T00:00:00Z;" + written + "\n");
        assertThat(seen.refused).isEmpty();
        assertThat(seen.values("power")).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5", "12.34,5", ".123", "1..234", "1,2,3", "12a", "--1", "NaN", "0x10", "1,2.345"
            })
    void whatIsNoNumberIsRefusedAndSpoilsNothing(String written) {
        var seen =
                Seen.of(
                        folder,
                        map(
                                "separator: ';', decimal: ',', thousands: '.'",
                                "column: t, format: iso",
                                "w"),
                        "t;w\n2026-01-01T00:00:00Z;%s\n2026-01-01T00:01:00Z;8\n"
                                .formatted(written));
        assertThat(seen.reasons()).containsExactly("2 bad_number");
        assertThat(seen.refused.getFirst().detail()).contains(written);
        assertThat(seen.values("power")).containsExactly(8.0);
    }

    @Test
    void kiloWattsBecomeWattsWithoutAHair() {
        var random = new Random(42);
        var text = new StringBuilder("time,kw\n");
        var expected = new java.util.ArrayList<Double>();
        for (int i = 0; i < 5_000; i++) {
            int milli = random.nextInt(100_000_000);
            text.append("2026-01-01T00:00:00Z,%d.%03d\n".formatted(milli / 1000, milli % 1000));
            expected.add((double) milli);
        }
        assertThat(Seen.of(folder, PLAIN, text.toString()).values("power")).isEqualTo(expected);
    }

    @Test
    void scaleTurnsTheSignAndMissingWordsAreNoValues() {
        var seen =
                Seen.of(
                        folder,
                        """
                        file: {missing: ["?", "n/a"]}
                        site: {id: home, zone: UTC}
                        time: {column: t, format: epoch_ms}
                        meters:
                          - id: grid
                            channels:
                              power: {column: w, unit: W, scale: -1}
                              voltage: {column: v, unit: mV}
                        """,
                        "t,w,v\n1700000000000,5,?\n1700000001000,n/a,230000\n1700000002000,,\n");
        assertThat(seen.values("power")).containsExactly(-5.0);
        assertThat(seen.values("voltage")).containsExactly(230.0);
        assertThat(seen.missing).isEqualTo(4);
        assertThat(seen.rows).isEqualTo(3);
        assertThat(seen.refused).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d/M/yyyy HH:mm:ss      | 1/7/2026 09:05:00        | 2026-07-01T09:05+02:00",
                "dd-MM-yyyy HH:mm       | 01-07-2026 09:05         | 2026-07-01T09:05+02:00",
                "yyyyMMddHHmm           | 202607010905             | 2026-07-01T09:05+02:00",
                "d MMM yyyy h:mm a      | 1 jul 2026 9:05 pm       | 2026-07-01T21:05+02:00",
                "yyyy-MM-dd HH:mm:ssXXX | 2026-07-01 09:05:00+05:45| 2026-07-01T05:20+02:00",
                "iso                    | 2026-07-01T09:05:00Z     | 2026-07-01T11:05+02:00",
                "yyyy-MM-dd             | 2026-07-01               | 2026-07-01T00:00+02:00",
            })
    void timesInEveryForm(String format, String written, String expected) {
        var seen =
                Seen.of(
                        folder,
                        map("", "column: t, format: \"%s\"".formatted(format), "w"),
                        "t,w\n" + written + ",1\n");
        assertThat(seen.refused).isEmpty();
        assertThat(seen.times("Europe/Amsterdam")).containsExactly(expected);
    }

    @Test
    void dateAndTimeOfTwoColumnsInOneOfTwoFormats() {
        var seen =
                Seen.of(
                        folder,
                        map(
                                "",
                                "columns: [d, t], format: [dd.MM.yyyy HH:mm, yyyy-MM-dd HH:mm]",
                                "w"),
                        "d,t,w\n01.02.2026,10:00,1\n2026-02-01,11:00,2\n2026/02/01,12:00,3\n");
        assertThat(seen.times("UTC")).containsExactly("2026-02-01T09:00Z", "2026-02-01T10:00Z");
        assertThat(seen.reasons()).containsExactly("4 bad_time");
    }

    @Test
    void aLabelAtTheEndBecomesTheStart() {
        var seen =
                Seen.of(
                        folder,
                        map(
                                "",
                                "column: t, format: dd-MM-yyyy HH:mm, interval: 15 min, label: end, midnight: old_date",
                                "w"),
                        "t,w\n01-01-2026 00:15,1\n01-01-2026 23:45,2\n01-01-2026 00:00,3\n02-01-2026 00:15,4\n");
        assertThat(seen.times("Europe/Amsterdam"))
                .containsExactly(
                        "2026-01-01T00:00+01:00",
                        "2026-01-01T23:30+01:00",
                        "2026-01-01T23:45+01:00",
                        "2026-01-02T00:00+01:00");
        assertThat(seen.readings).allMatch(reading -> reading.intervalMillis() == 900_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first    | 02:00+02:00 02:30+02:00 02:00+02:00 02:30+02:00 |",
                "second   | 02:00+01:00 02:30+01:00 02:00+01:00 02:30+01:00 |",
                "in_order | 02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00 |",
                "refuse   |  | 3 ambiguous_time,4 ambiguous_time,5 ambiguous_time,6 ambiguous_time",
            })
    void theRepeatedHourMeansWhatTheMapSays(String word, String expected, String refused) {
        var seen =
                Seen.of(
                        folder,
                        map("", "column: t, format: yyyy-MM-dd HH:mm, repeated_hour: " + word, "w"),
                        """
                        t,w
                        2026-10-25 01:30,0
                        2026-10-25 02:00,1
                        2026-10-25 02:30,2
                        2026-10-25 02:00,3
                        2026-10-25 02:30,4
                        2026-10-25 03:00,5
                        """);
        var times = seen.times("Europe/Amsterdam");
        assertThat(times.getFirst()).isEqualTo("2026-10-25T01:30+02:00");
        assertThat(times.getLast()).isEqualTo("2026-10-25T03:00+01:00");
        var between =
                times.subList(1, times.size() - 1).stream()
                        .map(time -> time.substring(11))
                        .toList();
        assertThat(String.join(" ", between)).isEqualTo(expected == null ? "" : expected);
        assertThat(String.join(",", seen.reasons())).isEqualTo(refused == null ? "" : refused);
    }

    @Test
    void anHourThatNeverWasIsRefused() {
        var seen =
                Seen.of(
                        folder,
                        map("", "column: t, format: yyyy-MM-dd HH:mm", "w"),
                        "t,w\n2026-03-29 01:59,1\n2026-03-29 02:30,2\n2026-03-29 03:00,3\n");
        assertThat(seen.reasons()).containsExactly("3 nonexistent_time");
        assertThat(seen.times("UTC")).containsExactly("2026-03-29T00:59Z", "2026-03-29T01:00Z");
    }

    @Test
    void eachLineMayNameItsMeterAndItsLength() {
        var seen =
                Seen.of(
                        folder,
                        """
                        site: {id: home}
                        time: {column: time, format: iso, interval_column: interval_ms}
                        meters: [{id_column: meter, channels: all}]
                        """,
                        """
                        meter,time,interval_ms,power,energy_import
                        a,2026-01-01T00:00:00Z,,5,100
                        b,2026-01-01T00:00:00Z,900000,,25
                        ../etc,2026-01-01T00:00:00Z,,1,1
                        a,2026-01-01T00:00:00Z,soon,1,1
                        """);
        assertThat(seen.readings)
                .containsExactly(
                        new Reading(
                                "a",
                                "home",
                                1_767_225_600_000L,
                                0,
                                List.of(
                                        new Reading.Value("power", 5),
                                        new Reading.Value("energy_import", 100))),
                        new Reading(
                                "b",
                                "home",
                                1_767_225_600_000L,
                                900_000,
                                List.of(new Reading.Value("energy_import", 25))));
        assertThat(seen.reasons()).containsExactly("4 bad_name", "5 bad_interval");
    }

    @Test
    void linesOfTheWrongWidthAreNamed() {
        var seen =
                Seen.of(
                        folder,
                        PLAIN,
                        "time,kw\n2026-01-01T00:00:00Z\n2026-01-01T00:00:00Z,1,2\n2026-01-01T00:01:00Z,3,,\n"
                                + "2026-01-01T00:02");
        assertThat(seen.reasons())
                .containsExactly("2 too_few_columns", "3 too_many_columns", "5 too_few_columns");
        assertThat(seen.refused.getLast().detail()).contains("the file is cut");
        assertThat(seen.values("power")).containsExactly(3000.0);
    }

    @Test
    void aLastLineWithoutItsEndIsTakenAndTold() {
        var seen = Seen.of(folder, PLAIN, "time,kw\n2026-01-01T00:00:00Z,1.25");
        assertThat(seen.values("power")).containsExactly(1250.0);
        assertThat(seen.warning).contains("line, 2, has no line end");
    }

    @Test
    void aLineWithoutEndIsRefusedInLittleMemory() {
        var seen =
                Seen.of(
                        folder,
                        PLAIN,
                        "time,kw\n" + "9".repeat(3_000_000) + "\n2026-01-01T00:00:00Z,1\n");
        assertThat(seen.reasons()).containsExactly("2 line_too_long");
        assertThat(seen.values("power")).containsExactly(1000.0);
    }

    @Test
    void noiseNeverStopsTheGoodLines() {
        var random = new Random(99);
        for (int round = 0; round < 50; round++) {
            var text = new StringBuilder("time,kw\n");
            int good = 0;
            for (int line = 0; line < 200; line++) {
                if (random.nextBoolean()) {
                    text.append("2026-01-01T00:00:00Z,1\n");
                    good++;
                } else {
                    int length = random.nextInt(30);
                    for (int i = 0; i < length; i++) {
                        // Any sign but a quote, which may hold line ends, and those themselves.
                        int sign = 33 + random.nextInt(900);
                        text.append((char) (sign == '"' ? 'x' : sign));
                    }
                    text.append('\n');
                }
            }
            var seen = Seen.of(folder, PLAIN, text.toString());
            assertThat(seen.readings).hasSize(good);
            assertThat(seen.rows).isEqualTo(good + seen.refused.size());
        }
    }
}
