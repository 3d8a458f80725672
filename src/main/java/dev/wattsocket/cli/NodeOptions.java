package dev.wattsocket.cli;

import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.model.Site;
import dev.wattsocket.rollup.Retention;
import dev.wattsocket.server.ServerOptions;
import dev.wattsocket.store.questdb.CommitMode;
import java.nio.file.Path;

/// What a node is made from. `firstSite` is put into a new catalog; `diskReserveBytes` is what must
/// stay free on the data folder's disk.
public record NodeOptions(
        Path data,
        ServerOptions server,
        IntakeRules rules,
        Site firstSite,
        CommitMode commit,
        long diskReserveBytes,
        Retention retention) {}
