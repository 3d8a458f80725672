package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.ingest.Intake;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.store.NodeBoard;
import dev.wattsocket.store.SeriesStore;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What routes and sessions work on. Everything in it may be used by any thread. `trouble` says in
/// a sentence why the program can't do its work; empty while it can. `degraded` says whether other
/// nodes cannot be reached just now.
public record House(
        ServerOptions options,
        Catalog catalog,
        SeriesStore store,
        Rollups rollups,
        Intake intake,
        Hub hub,
        Gate gate,
        InstantSource clock,
        SocketCounts counts,
        NodeBoard nodes,
        Supplier<String> trouble,
        BooleanSupplier degraded) {}
