package dev.wattsocket.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.wattsocket.kit.ParquetRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final List<Column> COLUMNS =
            List.of(
                    Column.time("start"),
                    Column.number("energy", "Wh"),
                    Column.decimal("cost", "EUR", 2),
                    Column.text("band"));

    @TempDir Path folder;

    private static Table table(Table.Rows rows) {
        return new Table("energy", AMSTERDAM, COLUMNS, rows);
    }

    @Test
    void csvHasUnitsBothTimesAndEveryDigit() throws IOException {
        var table =
                table(row -> {
                    row.time(1_792_887_600_000L).number(1234.5).decimal(new BigDecimal("0.10"));
                    row.text("peak").end();
                    row.time(1_792_891_200_500L).number(new BigDecimal("0.000001")).none();
                    row.text("a \"b\",\nc").end();
                    row.none().number(-2).decimal(new BigDecimal("-3")).none().end();
                    row.none().number(Double.NaN).decimal(Optional.empty()).text("").end();
                });

        assertThat(csv(table))
                .isEqualTo(
                        """
                        start [Europe/Amsterdam],start_utc,energy [Wh],cost [EUR],band\r
                        2026-10-25 02:20:00,2026-10-25T00:20:00Z,1234.5,0.10,peak\r
                        2026-10-25 02:20:00.500,2026-10-25T01:20:00.500Z,0.000001,,"a ""b"",
                        c"\r
                        ,,-2,-3,\r
                        ,,,,\r
                        """);
    }

    @Test
    void parquetHasTypesUnitsAndTheZone() throws IOException {
        var table =
                table(row -> {
                    row.time(1_792_887_600_500L).number(1234.5).decimal(new BigDecimal("0.1"));
                    row.text("peak").end();
                    row.none().none().none().none().end();
                    row.time(0).number(OptionalDouble.empty()).decimal(new BigDecimal("0.125"));
                    row.text("").end();
                });

        var read = parquet(table);

        assertThat(read.rows())
                .containsExactly(
                        Map.of(
                                "start",
                                Instant.parse("2026-10-25T00:20:00.500Z"),
                                "energy",
                                1234.5,
                                "cost",
                                new BigDecimal("0.10"),
                                "band",
                                "peak"),
                        Map.of(),
                        Map.of("start", Instant.EPOCH, "cost", new BigDecimal("0.12"), "band", ""));
        assertThat(read.metadata())
                .containsEntry("zone", "Europe/Amsterdam")
                .containsEntry("unit.energy", "Wh")
                .containsEntry("unit.cost", "EUR");
    }

    @Test
    void aTableWithoutRowsIsAFileWithoutRows() throws IOException {
        assertThat(csv(table(_ -> {})).lines()).hasSize(1);
        assertThat(parquet(table(_ -> {})).rows()).isEmpty();
    }

    /// Both forms, read back, are what went in, also where it is more than is held at one time.
    @Test
    void whatIsReadBackIsWhatWasWritten() throws IOException {
        int rows = 600_000;
        var table =
                table(row -> {
                    var random = new Random(7);
                    for (int i = 0; i < rows; i++) {
                        fill(row, random, i);
                    }
                });

        var read = parquet(table);
        var csv = CsvReader.builder().ofNamedCsvRecord(csv(table)).stream().iterator();

        assertThat(read.groups()).isGreaterThan(1);
        assertThat(read.rows()).hasSize(rows);
        var random = new Random(7);
        for (int i = 0; i < rows; i++) {
            var expected = new Cells();
            fill(expected.row, random, i);
            assertThat(read.rows().get(i)).isEqualTo(expected.cells);
            if (i % 1_000 == 0) {
                var text = csv.next();
                assertThat(text.getField("start_utc"))
                        .isEqualTo(String.valueOf(expected.cells.get("start")));
                String energy = text.getField("energy [Wh]");
                assertThat(energy.isEmpty() ? null : Double.valueOf(energy))
                        .isEqualTo(expected.cells.get("energy"));
                assertThat(text.getField("band")).isEqualTo(expected.cells.get("band"));
            } else {
                csv.next();
            }
        }
    }

    @Test
    void aCellOfAnotherTypeOrARowThatIsShortIsABug() {
        var wrong = table(row -> row.number(1));
        var brief = table(row -> row.time(1).end());

        assertThatThrownBy(() -> csv(wrong)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> csv(brief)).isInstanceOf(IllegalStateException.class);
    }

    private static void fill(Row row, Random random, int i) throws IOException {
        row.time(1_767_225_600_000L + i * 1_000L);
        row.number(i % 7 == 0 ? Double.NaN : random.nextGaussian() * 1e4);
        row.decimal(BigDecimal.valueOf(random.nextInt(1_000_000), 2));
        row.text("band" + i % 3).end();
    }

    /// What a row says, as the file should say it.
    private static final class Cells {
        final Map<String, Object> cells = new LinkedHashMap<>();
        final Row row =
                new Row(
                        COLUMNS,
                        row -> {
                            cells.put("start", Instant.ofEpochMilli(row.timeAt(0)));
                            if (row.isFilled(1)) {
                                cells.put("energy", row.numberAt(1));
                            }
                            cells.put("cost", row.exactAt(2));
                            cells.put("band", row.textAt(3));
                        });
    }

    private static String csv(Table table) throws IOException {
        var bytes = new ByteArrayOutputStream();
        table.write(Form.CSV, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private ParquetRows parquet(Table table) throws IOException {
        var bytes = new ByteArrayOutputStream();
        table.write(Form.PARQUET, bytes);
        return ParquetRows.read(Files.write(folder.resolve("table.parquet"), bytes.toByteArray()));
    }
}
