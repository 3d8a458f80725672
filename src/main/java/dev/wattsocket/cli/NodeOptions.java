package dev.wattsocket.cli;

import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.model.Site;
import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.rollup.Retention;
import dev.wattsocket.server.ServerOptions;
import dev.wattsocket.store.questdb.CommitMode;
import java.nio.file.Path;
import java.util.Optional;

/// What a node is made from. Everything is kept in `data`, or in `store` where there is one.
/// `firstSite` is put into a new catalog; `diskReserveBytes` is what must stay free on the data
/// folder's disk; `redis` is where nodes meet, empty for a single one.
public record NodeOptions(
        Path data,
        Optional<PostgresUrl> store,
        ServerOptions server,
        IntakeRules rules,
        Site firstSite,
        CommitMode commit,
        long diskReserveBytes,
        Retention retention,
        String redis) {

    /// The same, with everything in a database that nodes share.
    public NodeOptions sharing(String database, String where) {
        return new NodeOptions(
                data,
                Optional.of(new PostgresUrl(database)),
                server,
                rules,
                firstSite,
                commit,
                diskReserveBytes,
                retention,
                where);
    }
}
