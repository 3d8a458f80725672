package dev.wattsocket.cli;

import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.model.Site;
import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.rollup.Retention;
import dev.wattsocket.server.ServerOptions;
import dev.wattsocket.store.DataFolder;
import dev.wattsocket.store.questdb.CommitMode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that can be configured, with its default. `config/example.yaml` shows each key.
final class Config {
    String host = "127.0.0.1";
    int port = 8000;
    boolean requireTokens;
    Path data = DataFolder.usual("wattsocket");
    String store = "";
    boolean autoCreateMeters = true;
    int metersMax = 10_000;
    Set<String> origins = Set.of();
    String siteId = "home";
    String siteName = "Home";
    ZoneId siteZone = ZoneId.systemDefault();
    Currency siteCurrency = Currency.getInstance("EUR");
    CommitMode commit = CommitMode.SYNC;
    int diskReserveMb = 256;
    boolean compression;
    int retentionRawDays;
    int retentionMinuteDays;
    int retentionQuarterDays;
    int retentionHourDays;
    String redis = "";

    private Optional<PostgresUrl> database() {
        try {
            return store.isEmpty() ? Optional.empty() : Optional.of(new PostgresUrl(store));
        } catch (IllegalArgumentException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
    }

    void addOrigins(List<String> more) {
        var all = new LinkedHashSet<>(origins);
        all.addAll(more);
        origins = Set.copyOf(all);
    }

    /// A node's options; `demo` shows that the readings are not real, and lets pages from files
    /// look.
    NodeOptions options(boolean demo) {
        var server =
                new ServerOptions(
                        host,
                        port,
                        requireTokens,
                        origins,
                        demo,
                        compression,
                        demo,
                        Boolean.getBoolean("wattsocket.echo"),
                        Version.text());
        return new NodeOptions(
                data,
                database(),
                server,
                new IntakeRules(autoCreateMeters, metersMax, siteId),
                new Site(siteId, siteName, siteZone, siteCurrency),
                commit,
                diskReserveMb * 1024L * 1024L,
                new Retention(
                        retentionRawDays,
                        retentionMinuteDays,
                        retentionQuarterDays,
                        retentionHourDays),
                redis);
    }
}
