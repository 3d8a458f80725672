package dev.wattsocket.server;

import dev.wattsocket.hub.Ask;
import dev.wattsocket.hub.Start;
import dev.wattsocket.ingest.json.Readings;

/// A message from a client, decoded. `id` is the sender's own, as JSON; empty where there is none.
sealed interface Inbound {
    String id();

    record Sent(String id, Readings readings) implements Inbound {}

    /// Asks to see something.
    ///
    /// @param figures whether the site's figures are wanted as well
    record Subscribe(String id, Ask ask, Start start, boolean figures) implements Inbound {}

    record Unsubscribe(String id, String sub) implements Inbound {}

    record Auth(String id, String token) implements Inbound {}

    record Ping(String id) implements Inbound {}

    /// What could not be understood, and a sentence that helps.
    record Wrong(String id, ErrorCode code, String message) implements Inbound {}
}
