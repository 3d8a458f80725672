package dev.wattsocket.store;

import dev.wattsocket.store.AppendQueue.Pending;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what waits in a queue in one commit after another, and tells the receipts in order. While
/// a commit is under way the next one gathers. A thread of its own, until the queue is closed and
/// empty.
public final class GroupCommit {
    /// Commits begin at least this long after one another, unless much waits: the first row after a
    /// pause leaves at once, and a stream of single rows makes at most 100 commits a second.
    private static final long GATHER_NANOS = 10_000_000;

    private static final int ENOUGH_ROWS = 1_000;

    /// How often a place that failed is looked at while nobody writes.
    private static final long LOOK_NANOS = 1_000_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final AppendQueue queue;
    private final Place place;
    private final Thread thread;
    private volatile @Nullable StoreException trouble;

    private GroupCommit(AppendQueue queue, Place place) {
        this.queue = queue;
        this.place = place;
        this.thread = Thread.ofPlatform().name("store-commit").unstarted(this::run);
    }

    /// Starts the thread.
    public static GroupCommit start(AppendQueue queue, Place place) {
        var committer = new GroupCommit(queue, place);
        committer.thread.start();
        return committer;
    }

    /// Where commits go. Confined to the committer's thread.
    public interface Place {
        /// Writes all of this or nothing; returns when it is durable.
        ///
        /// @throws StoreException where it could not be written, or may not have been
        void commit(List<Pending> taken);

        /// Whether it is away as a whole, so that what waits need not be tried.
        default boolean isAway() {
            return false;
        }

        /// Looks whether it works again, while it is away.
        ///
        /// @throws StoreException where it does not
        default void look() {}

        /// Nothing more comes.
        void release();
    }

    /// Why the newest batch could not be written; empty where it could. Any thread.
    public Optional<StoreException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Ends when all that waits is written. Any thread.
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long lastCommit = System.nanoTime() - GATHER_NANOS;
            var taken = queue.take(lastCommit, ENOUGH_ROWS);
            while (!taken.isEmpty()) {
                lastCommit = System.nanoTime();
                commit(taken);
                lookAgain();
                taken = queue.take(lastCommit + GATHER_NANOS, ENOUGH_ROWS);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; were it so, what waits is not acknowledged.
            Thread.currentThread().interrupt();
        } finally {
            place.release();
        }
    }

    private void commit(List<Pending> taken) {
        try {
            place.commit(taken);
        } catch (StoreException broken) {
            trouble = broken;
            taken.forEach(pending -> tell(() -> pending.receipt().failed(broken)));
            if (place.isAway()) {
                // Each would wait as long as the first, one after another.
                queue.takeAll().forEach(pending -> tell(() -> pending.receipt().failed(broken)));
            }
            return;
        }
        trouble = null;
        taken.forEach(pending -> tell(pending.receipt()::stored));
    }

    private void lookAgain() throws InterruptedException {
        while (trouble != null && place.isAway() && !queue.fills(LOOK_NANOS)) {
            try {
                place.look();
                trouble = null;
            } catch (StoreException still) {
                trouble = still;
            }
        }
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.error("A listener of the store failed; the others are told all the same.", e);
        }
    }
}
