package dev.wattsocket.store;

/// What one node says of itself.
///
/// @param id of one life of the node
/// @param address where it listens
/// @param startedMillis when it started, by its own clock
/// @param sockets WebSockets that are open
/// @param values that it has stored since it started
/// @param busLagMillis how long what it publishes takes through Redis and back; -1 without a bus,
///   or while it does not come back
/// @param trouble what keeps it from its work, in a sentence; empty where nothing does
/// @param settles whether it is its turn to settle rollups for all
public record NodeReport(
        String id,
        String address,
        String version,
        long startedMillis,
        int sockets,
        long values,
        double busLagMillis,
        String trouble,
        boolean settles) {}
