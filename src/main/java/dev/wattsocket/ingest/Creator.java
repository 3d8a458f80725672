package dev.wattsocket.ingest;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.catalog.CatalogException;
import dev.wattsocket.model.Meter;
import dev.wattsocket.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/// Brings unknown meters and channels into the catalog, on a thread of its own because that waits
/// for the disk. All that wait share one transaction; then the submissions that named them go on,
/// in the order they came. What waits is bounded by what the intake lets under way.
final class Creator {
    /// What becomes of a submission afterwards. Called on the creator's thread.
    interface Outcome {
        void created(Submission submission);

        void failed(Submission submission, StoreException why);
    }

    /// What a submission named that the catalog does not have.
    record Unknown(List<Meter> meters, List<NewChannel> channels) {}

    private record Job(Submission submission, Unknown unknown) {}

    private final Catalog catalog;
    private final Outcome outcome;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Thread thread;

    Creator(Catalog catalog, Outcome outcome) {
        this.catalog = catalog;
        this.outcome = outcome;
        this.thread = Thread.ofPlatform().name("creator").daemon().start(this::run);
    }

    void create(Submission submission, Unknown unknown) {
        jobs.add(new Job(submission, unknown));
    }

    void close() {
        thread.interrupt();
    }

    private void run() {
        var together = new ArrayList<Job>();
        try {
            while (true) {
                together.add(jobs.take());
                jobs.drainTo(together);
                make(together);
                together.clear();
            }
        } catch (InterruptedException _) {
            // Closed: whoever still waits was not acknowledged and will send again.
        }
    }

    private void make(List<Job> together) {
        var meters = new ArrayList<Meter>();
        var channels = new ArrayList<NewChannel>();
        for (var job : together) {
            meters.addAll(job.unknown().meters());
            channels.addAll(job.unknown().channels());
        }
        try {
            catalog.create(meters, channels);
        } catch (CatalogException e) {
            var why =
                    new StoreException("The catalog did not take new meters: " + e.getMessage(), e);
            together.forEach(job -> outcome.failed(job.submission(), why));
            return;
        }
        together.forEach(job -> outcome.created(job.submission()));
    }
}
