package dev.wattsocket.store.questdb;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore.Receipt;
import dev.wattsocket.store.StoreException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A process that appends batches for ever, and prints the number of each when it is acknowledged.
/// It is made to be killed.
final class Writer {
    static final int BATCH_ROWS = 20;
    static final int CHANNELS = 5;

    private Writer() {}

    /// The folder, and the number of the first batch.
    static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var store = QuestDbStore.open(Path.of(args[0]), CommitMode.SYNC)) {
            for (long number = Long.parseLong(args[1]); ; number++) {
                store.append(batch(number), printing(out, number));
            }
        }
    }

    /// Row `i` of batch `n` has the value `n * BATCH_ROWS + i`; every fifth batch writes once more
    /// what the one before it wrote.
    static Samples batch(long number) {
        long written = number % 5 == 4 ? number - 1 : number;
        var batch = new Samples.Builder(BATCH_ROWS);
        for (int i = 0; i < BATCH_ROWS; i++) {
            long row = written * BATCH_ROWS + i;
            batch.add(1 + i % CHANNELS, time(row), (double) row, 0);
        }
        return batch.build();
    }

    /// Back and forth over a few days, each row at a time of its own.
    static long time(long row) {
        return 1_770_000_000_000L + row % 3 * 86_400_000L + row;
    }

    private static Receipt printing(PrintStream out, long number) {
        return new Receipt() {
            @Override
            public void stored() {
                out.println(number);
            }

            @Override
            public void failed(StoreException why) {
                throw why;
            }
        };
    }
}
