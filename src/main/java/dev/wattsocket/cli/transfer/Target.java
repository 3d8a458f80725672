package dev.wattsocket.cli.transfer;

import dev.wattsocket.ingest.ReadingSink;
import java.util.Optional;

/// Where readings go: a data folder or a running server. Confined to the command's thread, but for
/// `sink`, which one other thread uses.
interface Target extends AutoCloseable {
    Registry registry();

    ReadingSink sink();

    /// What the meter's readings with `from <= time < to` come to; empty where it measures neither
    /// power nor energy.
    Optional<MeterFigures> figures(String meter, long fromMillis, long toMillis);

    @Override
    void close();
}
