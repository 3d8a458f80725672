package dev.wattsocket.cli.files;

import dev.wattsocket.model.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/// The readings of a file, in the file's order. Confined to one thread, but for `bytesRead`.
public sealed interface FileReadings extends Closeable permits LineReadings, MarketReadings {

    /// Who sees what the file has, in the file's order.
    interface Visitor {
        void reading(long line, Reading reading) throws InterruptedException;

        void refused(RefusedLine refused);
    }

    static FileReadings open(Path file, ImportMap map) throws IOException {
        return switch (map.form()) {
            case FileForm.Lines lines -> LineReadings.open(file, lines, map.site());
            case FileForm.Market market -> MarketReadings.open(file, market, map.site());
        };
    }

    /// Shows the whole file.
    ///
    /// @param currency the one that the site counts in, and so all prices
    /// @throws MapException where the map does not fit the file
    void visit(Currency currency, Visitor visitor) throws IOException, InterruptedException;

    /// Lines, or points of a document, that hold readings, or should.
    long rows();

    long missingValues();

    long missingRows();

    /// Missing values by meter and channel, `house.power`; only of meters that the map names.
    Map<String, Long> missingByChannel();

    /// What the user should know of the file although nothing was refused.
    Optional<String> warning();

    /// Bytes of the file that were read so far. Any thread.
    long bytesRead();
}
