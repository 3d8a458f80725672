package dev.wattsocket.store.questdb;

import static dev.wattsocket.kit.Eventually.eventually;
import static dev.wattsocket.store.StoreReads.all;
import static dev.wattsocket.store.StoreReads.append;
import static dev.wattsocket.store.StoreReads.batch;
import static dev.wattsocket.store.StoreReads.newest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.SeriesStore.Receipt;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.StoreReads.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestDbStoreTest {
    private static final long NOON = 1_770_000_000_000L;
    private static final int[] CHANNELS = IntStream.rangeClosed(1, 9).toArray();

    static {
        QuietLog.install();
    }

    @TempDir private Path folder;

    @Test
    void everythingIsThereAfterReopening() {
        var points = new ArrayList<Point>();
        try (var store = open(CommitMode.SYNC)) {
            for (int i = 0; i < 300; i++) {
                var point = new Point(1 + i % 3, NOON + i * 600_000L, i, 0);
                points.add(point);
                append(store, point);
            }
        }
        try (var store = open(CommitMode.NOSYNC)) {
            assertThat(all(store, 1, 2, 3)).containsExactlyElementsOf(points);
            assertThat(newest(store)).hasSize(3);
            append(store, new Point(1, NOON, -1, 0));
        }
        try (var store = open(CommitMode.SYNC)) {
            assertThat(all(store, 1, 2, 3)).hasSize(300).contains(new Point(1, NOON, -1, 0));
        }
    }

    @Test
    void itAgreesWithTheReferenceWhateverComes() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        try (var reference = new MemorySeriesStore()) {
            var store = open(CommitMode.NOSYNC);
            for (int step = 0; step < 60; step++) {
                var batch = anyBatch(random);
                append(store, batch);
                append(reference, batch);
                if (random.nextInt(30) == 0) {
                    store.close();
                    store = open(CommitMode.NOSYNC);
                }
                if (random.nextInt(4) == 0) {
                    assertSame(store, reference, random);
                }
            }
            assertSame(store, reference, random);
            store.close();
        }
    }

    @Test
    void aFullDiskFailsTheReceiptAndTheStoreGoesOnWhenThereIsRoom() {
        var disk = new BrokenDisk();
        try (var store = QuestDbStore.open(folder, CommitMode.NOSYNC, disk, 1 << 20)) {
            append(store, new Point(1, NOON, 1, 0));
            disk.full = true;
            var big = new Samples.Builder(300_000);
            for (int i = 0; i < 300_000; i++) {
                big.add(2, NOON + i, i, 0);
            }
            assertThatThrownBy(() -> append(store, big.build()))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("Readings cannot be written to disk: the disk is full.");
            assertThat(store.trouble()).isPresent();

            disk.full = false;
            append(store, new Point(1, NOON + 1, 2, 0));
            // What could not be shown while the disk was full is tried again within a second.
            eventually("no trouble is left", () -> store.trouble().isEmpty());
            assertThat(all(store, 1))
                    .containsExactly(new Point(1, NOON, 1, 0), new Point(1, NOON + 1, 2, 0));
        }
    }

    @Test
    void aReceiptThatThrowsHarmsNobodyElse() {
        try (var store = open(CommitMode.NOSYNC)) {
            store.append(
                    batch(List.of(new Point(1, NOON, 1, 0))),
                    new Receipt() {
                        @Override
                        public void stored() {
                            throw new IllegalStateException("a bug of the caller");
                        }

                        @Override
                        public void failed(StoreException why) {}
                    });
            append(store, new Point(1, NOON + 1, 2, 0));
            assertThat(all(store, 1)).hasSize(2);
        }
    }

    @Test
    void rowsThatCannotBeShownForAWhileAreNotLost() {
        var disk = new BrokenDisk();
        try (var store = QuestDbStore.open(folder, CommitMode.NOSYNC, disk, 1 << 20)) {
            disk.daysCannotBeMade = true;
            append(store, new Point(1, NOON, 1, 0));
            assertThatThrownBy(() -> all(store, 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be shown");

            append(store, new Point(1, NOON + 1, 2, 0));
            disk.daysCannotBeMade = false;
            assertThat(all(store, 1)).hasSize(2);
        }
    }

    @Test
    void aClosedStoreSaysSoToReadersAndCanBeClosedAgain() {
        var store = open(CommitMode.NOSYNC);
        store.close();
        store.close();
        assertThatThrownBy(() -> all(store, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedInASentence() {
        assertThatThrownBy(() -> QuestDbStore.open(Path.of("/proc/wattsocket"), CommitMode.NOSYNC))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("/proc/wattsocket cannot be made");
    }

    private QuestDbStore open(CommitMode mode) {
        return QuestDbStore.open(folder, mode);
    }

    /// Rows of a few channels and few distinct times, so that many collide; some very late.
    private static Samples anyBatch(Random random) {
        var points = new ArrayList<Point>();
        int size = 1 + random.nextInt(random.nextInt(5) == 0 ? 3_000 : 20);
        long spread = random.nextInt(3) == 0 ? 9 * 24 * 60 : 300;
        for (int i = 0; i < size; i++) {
            long time = NOON + random.nextLong(spread) * 60_000;
            int seconds = random.nextInt(4) == 0 ? 900 : 0;
            points.add(new Point(1 + random.nextInt(9), time, random.nextInt(1000), seconds));
        }
        return batch(points);
    }

    private static void assertSame(QuestDbStore store, MemorySeriesStore reference, Random random) {
        int channel = 1 + random.nextInt(9);
        assertThat(all(store, channel)).isEqualTo(all(reference, channel));
        assertThat(all(store, CHANNELS))
                .hasSameElementsAs(all(reference, CHANNELS))
                .hasSameSizeAs(all(reference, CHANNELS));
        assertThat(newest(store)).isEqualTo(newest(reference));
        assertThat(store.span(CHANNELS)).isEqualTo(reference.span(CHANNELS));
        assertThat(store.span(new int[] {channel})).isEqualTo(reference.span(new int[] {channel}));
    }
}
