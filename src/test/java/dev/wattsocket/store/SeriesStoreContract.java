package dev.wattsocket.store;

import static dev.wattsocket.store.StoreReads.all;
import static dev.wattsocket.store.StoreReads.append;
import static dev.wattsocket.store.StoreReads.batch;
import static dev.wattsocket.store.StoreReads.between;
import static dev.wattsocket.store.StoreReads.newest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore.Span;
import dev.wattsocket.store.StoreReads.Awaited;
import dev.wattsocket.store.StoreReads.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every series store does. A test class of each store extends this.
public abstract class SeriesStoreContract {
    protected static final long NOON = 1_770_000_000_000L;
    private static final long DAY = 86_400_000;

    private SeriesStore store;

    /// A store with nothing in it.
    protected abstract SeriesStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void anEmptyStoreAnswersEverything() {
        assertThat(all(store, 1, 2)).isEmpty();
        assertThat(newest(store)).isEmpty();
        assertThat(store.span(new int[] {1})).isEmpty();
        assertThat(store.span(new int[0])).isEmpty();
    }

    @Test
    void whatIsDroppedIsGoneInWholeDays() {
        long today = NOON - Math.floorMod(NOON, DAY);
        var points =
                List.of(
                        new Point(1, today - 2 * DAY, 1, 0),
                        new Point(1, today - DAY - 1, 2, 0),
                        new Point(1, today - DAY, 3, 0),
                        new Point(1, today, 4, 0));
        append(store, batch(points));

        store.drop(today - 1);

        assertThat(all(store, 1)).isEqualTo(points.subList(2, 4));
        assertThat(store.span(new int[] {1})).contains(new Span(today - DAY, today));

        append(store, batch(points.subList(1, 2)));

        assertThat(all(store, 1)).isEqualTo(points.subList(1, 4));
    }

    @Test
    void whatIsAppendedIsReadAsItArrived() {
        var points =
                List.of(
                        new Point(1, NOON, -1234.5, 0),
                        new Point(2, NOON, 0, 0),
                        new Point(3, NOON + 1, 1e-300, 900),
                        new Point(1, NOON + 999, 9e15, 0),
                        new Point(1, NOON + 1000, Double.MAX_VALUE, 0));
        append(store, batch(points));

        assertThat(all(store, 1, 2, 3)).containsExactlyElementsOf(points);
    }

    @Test
    void theSameIdentityAgainReplacesTheValue() {
        append(store, new Point(1, NOON, 1, 0), new Point(2, NOON, 10, 0));
        append(store, new Point(1, NOON, 2, 900));

        assertThat(all(store, 1)).containsExactly(new Point(1, NOON, 2, 900));
        assertThat(all(store, 2)).containsExactly(new Point(2, NOON, 10, 0));
        assertThat(newest(store)).contains(new Point(1, NOON, 2, 900));
    }

    @Test
    void whatIsNotANumberDeletesAndIsNeverShown() {
        append(
                store,
                new Point(1, NOON - DAY, 1, 0),
                new Point(1, NOON, 2, 900),
                new Point(1, NOON + DAY, 3, 0),
                new Point(2, NOON, 4, 0));
        append(store, new Point(1, NOON - DAY, Double.NaN, 0), new Point(2, NOON, Double.NaN, 0));
        append(store, new Point(1, NOON + DAY, Double.NaN, 0), new Point(3, NOON, Double.NaN, 0));

        assertThat(all(store, 1, 2, 3)).containsExactly(new Point(1, NOON, 2, 900));
        assertThat(newest(store)).containsExactly(new Point(1, NOON, 2, 900));
        assertThat(store.span(new int[] {1, 2, 3})).contains(new Span(NOON, NOON));
        assertThat(store.span(new int[] {2, 3})).isEmpty();
    }

    @Test
    void whatWasDeletedCanComeBack() {
        append(store, new Point(1, NOON, 1, 0));
        append(store, new Point(1, NOON, Double.NaN, 0));
        assertThat(all(store, 1)).isEmpty();
        append(store, new Point(1, NOON, 5, 900));

        assertThat(all(store, 1)).containsExactly(new Point(1, NOON, 5, 900));
        assertThat(newest(store)).containsExactly(new Point(1, NOON, 5, 900));
    }

    @Test
    void theLastOfTwoInOneBatchCounts() {
        append(store, new Point(1, NOON, 1, 0), new Point(1, NOON, 2, 0), new Point(1, NOON, 3, 0));

        assertThat(all(store, 1)).containsExactly(new Point(1, NOON, 3, 0));
    }

    @Test
    void theSameAgainChangesNothing() {
        var points = new ArrayList<Point>();
        for (int i = 0; i < 500; i++) {
            points.add(new Point(1 + i % 5, NOON + i / 5 * 60_000L, i, 0));
        }
        append(store, batch(points));
        var before = all(store, 1, 2, 3, 4, 5);
        append(store, batch(points.reversed()));
        append(store, batch(points));

        assertThat(all(store, 1, 2, 3, 4, 5)).hasSize(500).hasSameElementsAs(before);
    }

    @Test
    void lateRowsTakeTheirPlace() {
        append(store, new Point(1, NOON, 5, 0), new Point(1, NOON + 2 * DAY, 6, 0));
        append(store, new Point(1, NOON + DAY, 7, 0));
        append(store, new Point(1, NOON - 400 * DAY, 8, 0), new Point(1, NOON - 1, 9, 0));

        assertThat(all(store, 1)).extracting(Point::value).containsExactly(8.0, 9.0, 5.0, 7.0, 6.0);
        assertThat(newest(store)).containsExactly(new Point(1, NOON + 2 * DAY, 6, 0));
    }

    @Test
    void aScanTakesItsBeginningAndLeavesItsEnd() {
        append(
                store,
                new Point(1, NOON, 1, 0),
                new Point(1, NOON + 1, 2, 0),
                new Point(1, NOON + 2, 3, 0));

        assertThat(between(store, NOON + 1, NOON + 2, 1))
                .containsExactly(new Point(1, NOON + 1, 2, 0));
        assertThat(between(store, NOON + 1, NOON + 1, 1)).isEmpty();
        assertThat(between(store, NOON + 2, NOON, 1)).isEmpty();
        assertThat(between(store, NOON - DAY, NOON, 1)).isEmpty();
        assertThat(between(store, NOON + 3, NOON + DAY, 1)).isEmpty();
    }

    @Test
    void aScanShowsOnlyTheChannelsAskedForAndEachOnce() {
        for (int channel = 1; channel <= 300; channel++) {
            append(store, new Point(channel, NOON, channel, 0));
        }

        assertThat(all(store, 7, 280, 999, 7))
                .extracting(Point::channel)
                .containsExactlyInAnyOrder(7, 280);
        assertThat(all(store)).isEmpty();
    }

    @Test
    void aScanEndsWhenTheVisitorHasSeenEnough() {
        append(store, new Point(1, NOON, 1, 0), new Point(1, NOON + DAY, 2, 0));
        var seen = new AtomicInteger();
        store.scan(
                new int[] {1},
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                (_, _, _, _) -> seen.incrementAndGet() < 1);

        assertThat(seen).hasValue(1);
    }

    @Test
    void theNewestOfEachChannelIsFoundHoweverLongItIsSilent() {
        append(store, new Point(1, NOON - 300 * DAY, 1, 0), new Point(2, NOON - 300 * DAY, 2, 0));
        append(store, new Point(2, NOON, 3, 900), new Point(3, NOON + 1, 4, 0));

        assertThat(newest(store))
                .containsExactly(
                        new Point(1, NOON - 300 * DAY, 1, 0),
                        new Point(2, NOON, 3, 900),
                        new Point(3, NOON + 1, 4, 0));
    }

    @Test
    void theSpanReachesFromTheEarliestToTheLatest() {
        append(store, new Point(1, NOON, 1, 0), new Point(1, NOON + 3 * DAY, 1, 0));
        append(store, new Point(2, NOON - DAY, 1, 0), new Point(3, NOON + 9 * DAY, 1, 0));

        assertThat(store.span(new int[] {1})).contains(new Span(NOON, NOON + 3 * DAY));
        assertThat(store.span(new int[] {1, 2})).contains(new Span(NOON - DAY, NOON + 3 * DAY));
        assertThat(store.span(new int[] {3})).contains(new Span(NOON + 9 * DAY, NOON + 9 * DAY));
        assertThat(store.span(new int[] {4})).isEmpty();
    }

    @Test
    void anEmptyBatchIsStored() {
        append(store, Samples.NONE);
        assertThat(newest(store)).isEmpty();
    }

    @Test
    void aBigBatchIsStoredWhole() {
        var points = new Samples.Builder(200_000);
        for (int i = 0; i < 200_000; i++) {
            points.add(1 + i % 100, NOON + i / 100 * 1000L, i, 0);
        }
        append(store, points.build());

        assertThat(all(store, 42)).hasSize(2_000);
        assertThat(newest(store)).hasSize(100);
    }

    @Test
    void everyThreadSeesWhatItHasStored() {
        int threads = 6;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var ends = new ArrayList<java.util.concurrent.Future<?>>();
            for (int t = 1; t <= threads; t++) {
                int channel = t;
                ends.add(pool.submit(() -> appendAndCount(channel)));
            }
            for (var end : ends) {
                end.get();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(newest(store)).hasSize(threads).allMatch(point -> point.value() == 39);
    }

    private void appendAndCount(int channel) {
        for (int i = 0; i < 40; i++) {
            append(store, new Point(channel, NOON + i * 60_000L, i, 0));
            assertThat(all(store, channel)).hasSize(i + 1);
        }
    }

    @Test
    void batchesOfOneCallerAreStoredInOrder() {
        var receipts = new ArrayList<Awaited>();
        for (int i = 0; i < 500; i++) {
            var receipt = new Awaited();
            receipts.add(receipt);
            store.append(batch(List.of(new Point(1, NOON, i, 0))), receipt);
        }
        receipts.forEach(Awaited::await);

        assertThat(all(store, 1)).containsExactly(new Point(1, NOON, 499, 0));
    }

    @Test
    void aClosedStoreSaysThatItKeepsNothing() {
        store.close();
        assertThatThrownBy(() -> append(store, new Point(1, NOON, 1, 0)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }
}
