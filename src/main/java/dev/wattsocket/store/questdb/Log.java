package dev.wattsocket.store.questdb;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.AppendQueue.Pending;
import dev.wattsocket.store.GroupCommit;
import dev.wattsocket.store.StoreException;
import io.questdb.cairo.CairoError;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.wal.WalWriter;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// QuestDB's log of the table. Confined to the committer's thread.
final class Log implements GroupCommit.Place {
    private static final Logger LOG = LoggerFactory.getLogger(Log.class);

    private final Engine engine;
    private final TableToken table;
    private final LongConsumer onCommitted;
    private @Nullable WalWriter writer;

    Log(Engine engine, TableToken table, LongConsumer onCommitted) {
        this.engine = engine;
        this.table = table;
        this.onCommitted = onCommitted;
    }

    @Override
    public void commit(List<Pending> taken) {
        try {
            write(taken);
            onCommitted.accept(engine.getTableSequencerAPI().lastTxn(table));
        } catch (RuntimeException | CairoError | InternalError e) {
            // Whatever it was (an InternalError is a mapped file that lost its disk): the next
            // commit tries again with a new writer.
            release();
            throw new StoreException(
                    "Readings cannot be written to disk: " + Failure.reason(e) + ".", e);
        }
    }

    private void write(List<Pending> taken) {
        var open = writer;
        if (open == null) {
            open = engine.getWalWriter(table);
            writer = open;
        }
        for (var pending : taken) {
            put(open, pending.batch());
        }
        open.commit();
    }

    private static void put(WalWriter writer, Samples batch) {
        for (int i = 0; i < batch.size(); i++) {
            var row = writer.newRow(batch.timeMillis(i) * ReadingsTable.MICROS_PER_MILLI);
            row.putInt(ReadingsTable.CHANNEL, batch.channel(i));
            row.putDouble(ReadingsTable.VALUE, batch.value(i));
            row.putInt(ReadingsTable.INTERVAL_S, batch.intervalSeconds(i));
            row.append();
        }
    }

    /// The writer throws away what it has not committed, and itself where it is in doubt.
    @Override
    public void release() {
        var open = writer;
        writer = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (RuntimeException | CairoError | InternalError e) {
            // On a disk that is full, ending a writer needs room too. This thread has to go on.
            LOG.warn("A writer of the store did not end well: {}", Failure.reason(e));
        }
    }
}
