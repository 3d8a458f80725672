package dev.wattsocket.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.AppendQueue.Pending;
import dev.wattsocket.store.SeriesStore.Receipt;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.StoreReads;
import dev.wattsocket.store.StoreReads.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The order in which all nodes write.
final class BatchTest {
    private static final long NOON = 1_770_000_000_000L;
    private static final Receipt NOBODY =
            new Receipt() {
                @Override
                public void stored() {}

                @Override
                public void failed(StoreException why) {}
            };

    @Test
    void allNodesWriteInTheOrderOfWeekChannelAndTime() {
        var points = new ArrayList<Point>();
        for (int channel = 1; channel <= 3; channel++) {
            for (int i = 0; i < 40; i++) {
                points.add(new Point(channel, NOON + i * Weeks.MILLIS / 7, i, 0));
            }
        }
        Collections.shuffle(points, new Random(7));
        var order =
                Comparator.<Point>comparingLong(point -> Weeks.of(point.timeMillis()))
                        .thenComparingInt(Point::channel)
                        .thenComparingLong(Point::timeMillis);

        assertThat(points(Batch.of(pending(points.subList(0, 50), points.subList(50, 120)))))
                .hasSize(120)
                .isSortedAccordingTo(order);
    }

    @Test
    void theLastOfTheSameIdentityCountsAcrossBatches() {
        var first = List.of(new Point(2, NOON, 1, 0), new Point(1, NOON, 1, 0));
        var second = List.of(new Point(1, NOON, 2, 0), new Point(1, NOON, 3, 0));

        assertThat(points(Batch.of(pending(first, second))))
                .containsExactly(new Point(1, NOON, 3, 0), new Point(2, NOON, 1, 0));
    }

    @Test
    void weeksBeginOnMondays() {
        long monday = 1_769_990_400_000L; // 2026-02-02T00:00Z
        assertThat(Weeks.of(monday)).isEqualTo(monday);
        assertThat(Weeks.of(monday - 1)).isEqualTo(monday - Weeks.MILLIS);
        assertThat(Weeks.of(0)).isEqualTo(-3 * 86_400_000L);
    }

    @SafeVarargs
    private static List<Pending> pending(List<Point>... batches) {
        var all = new ArrayList<Pending>();
        for (var batch : batches) {
            all.add(new Pending(StoreReads.batch(batch), NOBODY));
        }
        return all;
    }

    private static List<Point> points(Samples samples) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < samples.size(); i++) {
            points.add(
                    new Point(
                            samples.channel(i),
                            samples.timeMillis(i),
                            samples.value(i),
                            samples.intervalSeconds(i)));
        }
        return points;
    }
}
