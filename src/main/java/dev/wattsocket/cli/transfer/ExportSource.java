package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Reading;
import java.io.IOException;
import java.util.List;

/// Where exported readings come from.
interface ExportSource extends AutoCloseable {
    /// Takes readings one at a time.
    interface Writer {
        void write(Reading reading) throws IOException;
    }

    /// The names of the channels that are wanted and there, in the order of their columns.
    List<String> channels(ExportWanted wanted);

    /// Hands the readings over, meter by meter, each in the order of time.
    void read(ExportWanted wanted, Writer into) throws IOException;

    @Override
    void close();
}
