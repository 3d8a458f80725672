package dev.wattsocket.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import dev.wattsocket.store.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports and exports as a user runs them: looked at first, cut short, done again, into a folder
/// and into a running server.
class TransferTest {
    @TempDir Path folder;

    @Test
    void aDryRunShowsAllAndStoresNothing() {
        var data = folder.resolve("data");
        var said = Shell.importing(Measured.HOUSE, "uci-household.yaml", data, "--dry-run");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("161,272 readings for site sceaux, a dry run: nothing is stored")
                .contains("2007-02-01T00:00+01:00  house  60 s  power 326 W")
                .containsPattern("house.power +interval +40,?318 ");
        assertThat(data).doesNotExist();
    }

    /// Half of the file, as after a crash; then the file again.
    @Test
    void whatWasInterruptedIsSimplyRunAgain() throws IOException {
        var half = folder.resolve("half.csv.gz");
        var content = Files.readAllBytes(Measured.HOUSE);
        Files.write(half, java.util.Arrays.copyOf(content, content.length / 2));
        var data = folder.resolve("data");

        var cut = Shell.importing(half, "uci-household.yaml", data);
        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.err()).contains("cut off after line").contains("what stands before is kept");
        try (var kept = new Kept(data)) {
            assertThat(kept.rows("house", "power")).hasSizeBetween(1_000, 39_000);
        }
        var whole = Shell.importing(Measured.HOUSE, "uci-household.yaml", data);
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.out()).contains("941.481433");
        try (var kept = new Kept(data)) {
            assertThat(kept.rows("house", "power")).hasSize(40_318);
        }
    }

    @Test
    void anExportIsImportedToTheSame() {
        var one = folder.resolve("one");
        var two = folder.resolve("two");
        var file = folder.resolve("house.csv");
        Shell.importing(Measured.HOUSE, "uci-household.yaml", one);
        var said = Shell.exporting(one, "--meter", "house,kitchen", "-o", file.toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.exitCode()).isZero();
        assertThat(folder.resolve("house.csv.part")).doesNotExist();
        var back =
                Shell.importing(
                        file,
                        "wattsocket-export.yaml",
                        two,
                        "--site",
                        "copy",
                        "--zone",
                        "Europe/Paris");
        assertThat(back.err()).isEmpty();
        assertThat(back.out()).contains("941.481433").contains("0 refused");
        try (var first = new Kept(one);
                var second = new Kept(two)) {
            for (var channel : List.of("power", "reactive_power", "voltage", "current")) {
                assertThat(second.rows("house", channel)).isEqualTo(first.rows("house", channel));
            }
            assertThat(second.rows("kitchen", "energy_import"))
                    .isEqualTo(first.rows("kitchen", "energy_import"));
            assertThat(second.hasMeter("laundry")).isFalse();
        }
    }

    @Test
    void aRunningServerTakesAnImportAndGivesAnExport() {
        try (var node = TestNode.start(folder.resolve("node"))) {
            String url = "http://127.0.0.1:" + node.port();
            var unused = folder.resolve("unused");
            var said = Shell.importing(Measured.HOUSE, "uci-household.yaml", unused, "--url", url);
            assertThat(said.err()).isEmpty();
            assertThat(said.exitCode()).isZero();
            assertThat(said.out())
                    .containsPattern(
                            "house +941\\.481433 +0\\.000000 +1\\.401084 +8\\.231067 +2007-02-22 21:00 +2");
            assertThat(unused).doesNotExist();
            var day =
                    Shell.exporting(
                            unused,
                            "--url",
                            url,
                            "--meter",
                            "house",
                            "--channel",
                            "power",
                            "--from",
                            "2007-02-01",
                            "--to",
                            "2007-02-02",
                            "--format",
                            "ndjson");
            assertThat(day.err()).isEmpty();
            assertThat(day.out().lines()).hasSize(1_440);
            assertThat(day.out().lines().findFirst().orElseThrow())
                    .contains("\"interval_ms\":60000")
                    .contains("\"power\":326");
        }
    }

    @Test
    void mistakesAreToldInASentenceAndACode() throws IOException {
        var data = folder.resolve("data");
        var map = Files.writeString(folder.resolve("bad.yaml"), "site: {id: home}\n");
        var wrong = Shell.importing(Measured.HOUSE, map, data);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("time is missing").contains("bad.yaml");

        var nowhere = Shell.importing(folder.resolve("none.csv"), "uci-household.yaml", data);
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("There is no file").contains("none.csv");

        var noServer =
                Shell.importing(
                        Measured.CUT, "uci-original.yaml", data, "--url", "http://127.0.0.1:1");
        assertThat(noServer.exitCode()).isEqualTo(1);
        assertThat(noServer.err()).contains("127.0.0.1:1");

        var noFolder = Shell.exporting(folder.resolve("missing"), "--meter", "house");
        assertThat(noFolder.exitCode()).isEqualTo(1);
        assertThat(noFolder.err()).contains("There is no data folder");

        try (var held = DataFolder.open(data)) {
            var inUse = Shell.importing(Measured.CUT, "uci-original.yaml", held.path());
            assertThat(inUse.exitCode()).isEqualTo(1);
            assertThat(inUse.err()).contains("in use").contains("--url");
        }
        assertThat(Shell.importing(Measured.CUT, "uci-original.yaml", data).exitCode()).isZero();
        var unknown = Shell.exporting(data, "--meter", "grid");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("grid");
    }

    /// A reading outside the physical limits: the intake refuses it, with the file's line.
    @Test
    void whatTheIntakeRefusesIsListedWithItsLine() throws IOException {
        var file = folder.resolve("limits.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(
                    """
                    meter,time,interval_ms,power_factor
                    m,2026-01-01T00:00:00Z,,0.9
                    m,2026-01-01T00:01:00Z,,5
                    m,1969-01-01T00:01:00Z,,0.5
                    m,2026-01-01T00:02:00Z,,0.8
                    """
                            .getBytes(StandardCharsets.UTF_8));
        }
        var all = folder.resolve("refused.csv");
        var data = folder.resolve("data");
        var said =
                Shell.importing(
                        file,
                        "wattsocket-export.yaml",
                        data,
                        "--zone",
                        "UTC",
                        "--refused",
                        all.toString());
        assertThat(said.exitCode()).isZero();
        assertThat(said.says())
                .anyMatch(line -> line.startsWith("line 3 (power_factor) out_of_range"))
                .anyMatch(line -> line.startsWith("line 4 ") && line.contains("too_old"));
        assertThat(Files.readAllLines(all))
                .hasSize(3)
                .first()
                .isEqualTo("line,column,reason,detail");
        try (var kept = new Kept(data)) {
            assertThat(kept.rows("m", "power_factor"))
                    .extracting(Kept.Row::value)
                    .containsExactly(0.9, 0.8);
        }
    }
}
