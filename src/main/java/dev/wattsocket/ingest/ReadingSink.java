package dev.wattsocket.ingest;

import dev.wattsocket.model.Reading;
import java.util.List;

/// A place that takes readings and answers when they are durable. Blocks, so it is for virtual
/// threads and commands, never for an event loop.
public interface ReadingSink {

    /// Sends readings and waits until each is stored or refused. Sending the same again is
    /// harmless.
    ///
    /// @throws dev.wattsocket.store.StoreException where the store failed: nothing of this call is
    ///   acknowledged
    Receipt send(List<Reading> readings) throws InterruptedException;
}
