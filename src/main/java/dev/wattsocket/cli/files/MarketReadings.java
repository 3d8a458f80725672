package dev.wattsocket.cli.files;

import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.entsoe.MarketDocument;
import dev.wattsocket.ingest.entsoe.MarketException;
import dev.wattsocket.ingest.entsoe.Wanted;
import dev.wattsocket.model.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/// The readings of a market document, which is read as a whole. Confined to one thread, but for
/// `bytesRead`.
final class MarketReadings implements FileReadings {
    private final FileForm.Market form;
    private final String site;
    private final FileBytes bytes;
    private long rows;

    private MarketReadings(FileForm.Market form, String site, FileBytes bytes) {
        this.form = form;
        this.site = site;
        this.bytes = bytes;
    }

    static MarketReadings open(Path file, FileForm.Market form, SitePart site) throws IOException {
        return new MarketReadings(form, site.id(), FileBytes.open(file));
    }

    @Override
    public void visit(Currency currency, Visitor visitor) throws IOException, InterruptedException {
        var wanted =
                new Wanted(
                        form.meter().id(),
                        site,
                        form.channel(),
                        currency,
                        form.sequence(),
                        form.resolution());
        try {
            MarketDocument.decode(bytes.plain(), wanted, counted(visitor));
        } catch (MarketException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private MarketDocument.Visitor counted(Visitor visitor) {
        return new MarketDocument.Visitor() {
            @Override
            public void reading(long line, Reading reading) throws InterruptedException {
                rows++;
                visitor.reading(line, reading);
            }

            @Override
            public void refused(long line, Reason reason, String detail) {
                rows++;
                visitor.refused(new RefusedLine(line, "", reason.wireName(), detail));
            }
        };
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long missingValues() {
        return 0;
    }

    @Override
    public long missingRows() {
        return 0;
    }

    @Override
    public Map<String, Long> missingByChannel() {
        return Map.of();
    }

    @Override
    public Optional<String> warning() {
        return Optional.empty();
    }

    @Override
    public long bytesRead() {
        return bytes.bytesRead();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
