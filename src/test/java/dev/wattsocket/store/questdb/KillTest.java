package dev.wattsocket.store.questdb;

import static dev.wattsocket.store.StoreReads.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.store.StoreReads.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of writing costs nothing that was acknowledged, and doubles nothing.
class KillTest {
    private static final int ROUNDS = Integer.getInteger("wattsocket.kills", 5);
    private static final int[] CHANNELS = IntStream.rangeClosed(1, Writer.CHANNELS).toArray();

    @TempDir private Path folder;

    @Test
    void nothingAcknowledgedIsLostOrDoubled() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        long acknowledged = -1;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = writeUntilKilled(acknowledged + 1, 1 + random.nextInt(400));
            try (var store = QuestDbStore.open(folder, CommitMode.SYNC)) {
                assertKept(all(store, CHANNELS), acknowledged);
            }
        }
    }

    /// Answers the number of the last acknowledged batch.
    private long writeUntilKilled(long first, int batches) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var writer =
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writer.class.getName(),
                                folder.toString(),
                                Long.toString(first))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long last = first - 1;
        try (var said = writer.inputReader(StandardCharsets.UTF_8)) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                long number = Long.parseLong(line);
                assertThat(number).isEqualTo(last + 1);
                last = number;
                if (last == first + batches) {
                    // By its handle, which leaves its output open: what it says until it is dead
                    // counts too.
                    assertThat(writer.toHandle().destroyForcibly()).isTrue();
                }
            }
        }
        assertThat(last).isGreaterThanOrEqualTo(first + batches);
        return last;
    }

    private static void assertKept(List<Point> points, long acknowledged) {
        var rows = new HashSet<Long>();
        for (var point : points) {
            long row = (long) point.value();
            assertThat(rows.add(row)).as("row %d once", row).isTrue();
            assertThat(point.timeMillis()).isEqualTo(Writer.time(row));
            assertThat(point.channel()).isEqualTo((int) (1 + row % Writer.CHANNELS));
        }
        for (long number = 0; number <= acknowledged; number++) {
            var batch = Writer.batch(number);
            for (int i = 0; i < batch.size(); i++) {
                long row = (long) batch.value(i);
                assertThat(rows.contains(row)).as("row %d kept", row).isTrue();
            }
        }
    }
}
