package dev.wattsocket.cli.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The measured files among the tests' resources.
final class Measured {
    static final Path HOUSE = file("uci_2007-02_1min.csv.gz");
    static final Path STEEL = file("Steel_industry_data.csv.gz");
    static final Path GRID = file("Realisierter_Stromverbrauch_2019.csv.gz");
    static final Path CUT = file("uci_truncated_last_line.txt");
    static final Path DAILY_MEANS = file("uci_2007-02_daily_means.csv");

    private Measured() {}

    static List<String> unzipped(Path gzip) {
        try (var in = new GZIPInputStream(Files.newInputStream(gzip))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ArrayList<>(text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        return Path.of("src/test/resources/measured", name);
    }
}
