package dev.wattsocket.cli.transfer;

import dev.wattsocket.bus.LocalBus;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.ingest.Intake;
import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.storage.Storage;
import dev.wattsocket.store.DataFolder;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.questdb.CommitMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A data folder, held by this process alone while the command runs. Readings go through the same
/// intake as those of a server.
final class LocalTarget implements Target, Registry {
    private static final int METERS_MAX = 100_000;
    private static final long DRAIN_MILLIS = 60_000;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Storage storage;
    private final Catalog catalog;
    private final Intake intake;

    /// @param site where meters are put that the file names and nobody knows
    LocalTarget(Path data, String site, InstantSource clock) {
        try {
            var folder = open(folder(data));
            storage = open(Storage.in(folder, CommitMode.NOSYNC, Clock.systemUTC()));
            catalog = storage.catalog();
            var live = open(new LiveLoop(new LocalBus()));
            live.start(_ -> TimeUnit.SECONDS.toNanos(1));
            intake =
                    new Intake(
                            live,
                            storage.rollups().watched(),
                            catalog,
                            new IntakeRules(true, METERS_MAX, site),
                            clock);
            opened.push(() -> intake.drain(DRAIN_MILLIS));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public Registry registry() {
        return this;
    }

    @Override
    public ReadingSink sink() {
        return intake;
    }

    SeriesStore store() {
        return storage.store();
    }

    Rollups rollups() {
        return storage.rollups();
    }

    Catalog catalog() {
        return catalog;
    }

    @Override
    public Optional<MeterFigures> figures(String meter, long fromMillis, long toMillis) {
        var zone =
                catalog.meter(meter).flatMap(known -> catalog.site(known.site())).map(Site::zone);
        return new StoredFigures(
                        new EnergyQuery(catalog, storage.rollups()), zone.orElse(ZoneOffset.UTC))
                .of(meter, fromMillis, toMillis);
    }

    @Override
    public Optional<Site> site(String id) {
        return catalog.site(id);
    }

    @Override
    public boolean hasMeter(String id) {
        return catalog.meter(id).isPresent();
    }

    @Override
    public void put(Site site) {
        catalog.put(site);
    }

    @Override
    public void put(Meter meter) {
        catalog.put(meter);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new StoreException("The data folder did not close: " + e.getMessage(), e);
            }
        }
    }

    private static DataFolder folder(Path data) {
        try {
            return DataFolder.open(data);
        } catch (StoreException e) {
            boolean inUse = String.valueOf(e.getMessage()).contains("in use");
            throw new Failure(
                    e.getMessage()
                            + (inUse
                                    ? " If that is the server, leave it running and name it:"
                                            + " --url http://127.0.0.1:8000."
                                    : ""),
                    e);
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }
}
