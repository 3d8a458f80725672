package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Reading;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;

/// Writes readings as lines of JSON, as `POST /api/v1/readings` takes them.
final class LinesExport implements ExportSource.Writer {
    private final BufferedWriter out;

    LinesExport(BufferedWriter out) {
        this.out = out;
    }

    @Override
    public void write(Reading reading) throws IOException {
        var line = new StringWriter(128);
        try (var json = ServerCalls.JSON.createGenerator(line)) {
            ServerSink.write(reading, json);
        }
        out.write(line.toString());
        out.write('\n');
    }
}
