package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.files.FileReadings;
import dev.wattsocket.cli.files.ImportMap;
import dev.wattsocket.cli.files.RefusedLine;
import dev.wattsocket.model.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;

/// One import: the file's readings to the target, then the figures that came of it.
final class ImportRun {
    private final Target target;
    private final RefusedLines refused;
    private final PrintWriter out;
    private final InstantSource clock;

    ImportRun(Target target, RefusedLines refused, PrintWriter out, InstantSource clock) {
        this.target = target;
        this.refused = refused;
        this.out = out;
        this.clock = clock;
    }

    void run(Path file, FileReadings readings, ImportMap map, Progress bar)
            throws IOException, InterruptedException {
        long begun = clock.millis();
        var site = target.registry().prepare(map);
        var sender = new Sender(target.sink(), refused);
        try {
            readings.visit(
                    site.currency(),
                    new FileReadings.Visitor() {
                        @Override
                        public void reading(long line, Reading reading)
                                throws InterruptedException {
                            bar.moved();
                            sender.reading(line, reading);
                        }

                        @Override
                        public void refused(RefusedLine line) {
                            refused.add(line);
                        }
                    });
        } finally {
            // Also where the file breaks off: what was read before is kept.
            sender.finish();
        }
        bar.close();
        var summary = new Summary(out, readings, refused);
        summary.counts(
                "%s: %s readings stored at site %s in %.1f s"
                        .formatted(
                                file.getFileName(),
                                Summary.grouped(sender.stored()),
                                site.id(),
                                (clock.millis() - begun) / 1000.0));
        summary.figures(target, sender.spans(), site.zone());
        summary.refused();
    }
}
