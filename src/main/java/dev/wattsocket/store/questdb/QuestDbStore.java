package dev.wattsocket.store.questdb;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.AppendQueue;
import dev.wattsocket.store.ChannelSet;
import dev.wattsocket.store.GroupCommit;
import dev.wattsocket.store.SampleSource;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.TableReader;
import io.questdb.cairo.TableToken;
import io.questdb.std.FilesFacade;
import io.questdb.std.FilesFacadeImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// The series store in a folder, on QuestDB embedded in this process. Two threads of its own: one
/// commits, one brings what is committed into the table.
public final class QuestDbStore implements SeriesStore {
    /// What waits to be committed: about 24 MB, a second of the fastest import.
    static final int QUEUE_ROWS_MAX = 1_000_000;

    static {
        QuietLog.install();
    }

    private final Engine engine;
    private final TableToken table;
    private final AppendQueue queue;
    private final Applier applier;
    private final GroupCommit committer;
    private final Thread applierThread;
    private volatile boolean closed;

    /// Opens the store in this folder and makes what is missing.
    public static QuestDbStore open(Path folder, CommitMode mode) {
        return open(folder, mode, FilesFacadeImpl.INSTANCE, QUEUE_ROWS_MAX);
    }

    static QuestDbStore open(Path folder, CommitMode mode, FilesFacade files, int queueRowsMax) {
        try {
            Files.createDirectories(folder);
            var engine = new Engine(new Settings(folder, mode, files));
            return new QuestDbStore(engine, queueRowsMax);
        } catch (CairoException e) {
            throw new StoreException(
                    "The store in " + folder + " cannot be opened: " + Failure.reason(e) + ".", e);
        } catch (IOException e) {
            throw new StoreException("The folder " + folder + " cannot be made: " + e + ".", e);
        }
    }

    private QuestDbStore(Engine engine, int queueRowsMax) {
        this.engine = engine;
        table = engine.readings();
        queue = new AppendQueue(queueRowsMax);
        applier = new Applier(engine, table);
        committer = GroupCommit.start(queue, new Log(engine, table, applier::committed));
        applierThread = Thread.ofPlatform().name("store-apply").start(applier);
    }

    /// What keeps the store from its work just now; empty once it works again. The store goes on
    /// trying.
    public Optional<StoreException> trouble() {
        return committer.trouble().or(() -> Optional.ofNullable(applier.trouble()));
    }

    @Override
    public void append(Samples batch, Receipt receipt) {
        queue.offer(batch, receipt);
    }

    @Override
    public void scan(int[] channels, long fromMillis, long toMillis, Visitor visitor) {
        scan(applier.committed(), channels, fromMillis, toMillis, visitor);
    }

    @Override
    public SampleSource steady() {
        long upTo = applier.committed();
        return new SampleSource() {
            @Override
            public void scan(int[] channels, long fromMillis, long toMillis, Visitor visitor) {
                QuestDbStore.this.scan(upTo, channels, fromMillis, toMillis, visitor);
            }

            @Override
            public Optional<Span> span(int[] channels) {
                return QuestDbStore.this.span(upTo, channels);
            }
        };
    }

    private void scan(long upTo, int[] channels, long fromMillis, long toMillis, Visitor visitor) {
        long from = micros(fromMillis);
        long to = micros(toMillis);
        if (from >= to || channels.length == 0) {
            return;
        }
        var wanted = ChannelSet.of(channels);
        read(
                upTo,
                reader -> {
                    for (int i = 0; i < reader.getPartitionCount(); i++) {
                        if (!touches(reader, i, from, to)) {
                            continue;
                        }
                        var rows = Rows.of(reader, i);
                        if (!rows.show(wanted, rows.firstAt(from), rows.firstAt(to), visitor)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    @Override
    public Samples newest() {
        return read(
                applier.committed(),
                reader -> {
                    var found = new Samples.Builder(64);
                    var seen = new ChannelSet();
                    for (int i = reader.getPartitionCount() - 1; i >= 0; i--) {
                        var rows = Rows.of(reader, i);
                        for (long row = rows.size() - 1; row >= 0; row--) {
                            if (!rows.isDeleted(row) && seen.add(rows.channel(row))) {
                                rows.addTo(found, row);
                            }
                        }
                    }
                    return found.build();
                });
    }

    @Override
    public Optional<Span> span(int[] channels) {
        return span(applier.committed(), channels);
    }

    private Optional<Span> span(long upTo, int[] channels) {
        var wanted = ChannelSet.of(channels);
        return read(
                upTo,
                reader -> {
                    int partitions = reader.getPartitionCount();
                    long first = Long.MAX_VALUE;
                    for (int i = 0; i < partitions && first == Long.MAX_VALUE; i++) {
                        first = Rows.of(reader, i).firstOf(wanted);
                    }
                    long last = Long.MIN_VALUE;
                    for (int i = partitions - 1; i >= 0 && last == Long.MIN_VALUE; i--) {
                        last = Rows.of(reader, i).lastOf(wanted);
                    }
                    return first > last ? Optional.empty() : Optional.of(new Span(first, last));
                });
    }

    @Override
    public void drop(long beforeMillis) {
        applier.drop(micros(beforeMillis));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        committer.close();
        applier.close();
        join(applierThread);
        engine.close();
    }

    /// Reads what is in the table once everything up to this transaction is there.
    private <T> T read(long upTo, Function<TableReader, T> reading) {
        if (closed) {
            throw new StoreException("The store is closed: nothing more is read.");
        }
        try {
            applier.catchUp(upTo);
            try (var reader = engine.getReader(table)) {
                return reading.apply(reader);
            }
        } catch (CairoException e) {
            throw new StoreException("Readings cannot be read: " + Failure.reason(e) + ".", e);
        } finally {
            if (Thread.currentThread().isVirtual()) {
                // QuestDB keeps native buffers for each thread, which short-lived ones would leak.
                io.questdb.std.str.Path.clearThreadLocals();
            }
        }
    }

    private static boolean touches(TableReader reader, int partition, long from, long to) {
        boolean last = partition == reader.getPartitionCount() - 1;
        return reader.getPartitionTimestampByIndex(partition) < to
                && (last || reader.getPartitionTimestampByIndex(partition + 1) > from);
    }

    /// Every time that a sample can have fits; `Long.MAX_VALUE` and the like mean "no limit".
    private static long micros(long millis) {
        long limit = Long.MAX_VALUE / ReadingsTable.MICROS_PER_MILLI;
        return Math.clamp(millis, -limit, limit) * ReadingsTable.MICROS_PER_MILLI;
    }

    private static void join(Thread thread) {
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
}
