package dev.wattsocket.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupCells.Day;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every rollup store does. A test class of each store extends this.
public abstract class RollupStoreContract {
    private static final long DAY = Resolution.DAY_MILLIS;
    private static final long MONDAY = 20_000 * DAY;
    private static final long QUARTER = Resolution.QUARTER.millis();

    private RollupStore store;

    /// A store with nothing in it.
    protected abstract RollupStore open() throws Exception;

    /// The same store as the next start of the program finds it.
    protected abstract RollupStore reopen(RollupStore store) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static Cell cell(long start, int value) {
        return new Cell(
                start,
                value,
                -value / 3.0,
                value / 7.0,
                value * 1e9,
                -0.0,
                value % 900_000,
                value * 1_000_000_007L,
                Long.MAX_VALUE - value,
                900_000 - value % 900_000,
                value % 2 == 0);
    }

    /// A minute has no energy of its own.
    private static Cell minute(long start, int value) {
        return new Cell(start, value, 1, 2, 3, 4, 60_000, 0, 0, 0, false);
    }

    private List<Cell> read(Resolution resolution) {
        return store.read(1, resolution, 0, Long.MAX_VALUE / 2);
    }

    private void write(long day, Cell... cells) {
        store.write(1, List.of(new Day(Resolution.QUARTER, day, List.of(cells))));
    }

    @Test
    void anEmptyStoreAnswersEverything() {
        assertThat(read(Resolution.QUARTER)).isEmpty();
        assertThat(store.progress()).isEmpty();
        assertThat(store.marks()).isEmpty();
        assertThat(store.drop(Resolution.HOUR, MONDAY)).isZero();
        store.forget(1);
        store.done(1, new Progress(1, 2, 3, 4), List.of());
        assertThat(store.progress()).hasSize(1);
    }

    @Test
    void cellsComeBackAsTheyWere() throws Exception {
        var first = cell(MONDAY, 1);
        var last = cell(MONDAY + DAY - QUARTER, 123_456);
        write(MONDAY, first, last);
        var next = cell(MONDAY + DAY, 7);
        write(MONDAY + DAY, next);
        store = reopen(store);

        assertThat(read(Resolution.QUARTER)).containsExactly(first, last, next);
        assertThat(store.read(2, Resolution.QUARTER, 0, 2 * MONDAY)).isEmpty();
        assertThat(read(Resolution.HOUR)).isEmpty();
    }

    @Test
    void aRangeHasWhatStartsInIt() {
        var cells = IntStream.range(0, 96).mapToObj(at -> cell(MONDAY + at * QUARTER, at)).toList();
        write(MONDAY, cells.toArray(Cell[]::new));

        long from = MONDAY + QUARTER;
        assertThat(store.read(1, Resolution.QUARTER, from, from + 3 * QUARTER))
                .containsExactlyElementsOf(cells.subList(1, 4));
        assertThat(store.read(1, Resolution.QUARTER, from + 1, from + QUARTER + 1))
                .containsExactly(cells.get(2));
        assertThat(store.read(1, Resolution.QUARTER, from, from)).isEmpty();
        assertThat(store.read(1, Resolution.QUARTER, from, MONDAY)).isEmpty();
    }

    @Test
    void aDayReplacesWhatItHeld() throws Exception {
        write(MONDAY, cell(MONDAY, 1), cell(MONDAY + QUARTER, 2));
        var left = cell(MONDAY + 2 * QUARTER, 3);
        write(MONDAY, left);
        assertThat(read(Resolution.QUARTER)).containsExactly(left);

        write(MONDAY);
        assertThat(read(Resolution.QUARTER)).isEmpty();
        store = reopen(store);
        assertThat(read(Resolution.QUARTER)).isEmpty();
    }

    @Test
    void resolutionsLieSideBySide() {
        var quarter = cell(MONDAY, 1);
        var hour = cell(MONDAY, 2);
        var minutes =
                LongStream.range(0, 1_440).mapToObj(at -> minute(MONDAY + at * 60_000, 3)).toList();
        store.write(
                1,
                List.of(
                        new Day(Resolution.QUARTER, MONDAY, List.of(quarter)),
                        new Day(Resolution.HOUR, MONDAY, List.of(hour)),
                        new Day(Resolution.MINUTE, MONDAY, minutes)));

        assertThat(read(Resolution.QUARTER)).containsExactly(quarter);
        assertThat(read(Resolution.HOUR)).containsExactly(hour);
        assertThat(read(Resolution.MINUTE)).isEqualTo(minutes);
    }

    /// Much quicker than the cells, and the same.
    @Test
    void energyIsThatOfTheCells() {
        var random = new Random(3);
        for (long day = MONDAY; day < MONDAY + 3 * DAY; day += DAY) {
            long start = day;
            write(
                    day,
                    IntStream.range(0, 96)
                            .filter(_ -> random.nextInt(3) > 0)
                            .mapToObj(at -> cell(start + at * QUARTER, random.nextInt(999_999)))
                            .toArray(Cell[]::new));
        }
        for (int i = 0; i < 50; i++) {
            long from = MONDAY + random.nextLong(3 * DAY);
            long to = from + random.nextLong(3 * DAY);
            var shown = new ArrayList<List<Long>>();
            store.energy(
                    1,
                    from,
                    to,
                    (start, imported, exported, millis) ->
                            shown.add(List.of(start, imported, exported, millis)));
            assertThat(shown)
                    .isEqualTo(
                            store.read(1, Resolution.QUARTER, from, to).stream()
                                    .map(each ->
                                            List.of(
                                                    each.startMillis(),
                                                    each.importMicroWh(),
                                                    each.exportMicroWh(),
                                                    each.energyMillis()))
                                    .toList());
        }
    }

    @Test
    void progressAndMarksSurvive() throws Exception {
        var one = new Mark(1, 1, 10, 20);
        var other = new Mark(2, 2, Long.MIN_VALUE, Long.MAX_VALUE);
        store.mark(List.of(one, other));
        store.done(1, new Progress(Long.MAX_VALUE, Long.MIN_VALUE, 5, 0), List.of());
        store.done(1, new Progress(-1, 900_000, 900_001, 3_600_000), List.of());
        store = reopen(store);

        assertThat(store.marks()).containsExactlyInAnyOrder(one, other);
        assertThat(store.progress())
                .isEqualTo(Map.of(1, new Progress(-1, 900_000, 900_001, 3_600_000)));

        store.done(2, new Progress(0, 0, 0, 0), List.of(other));
        store = reopen(store);
        assertThat(store.marks()).containsExactly(one);
        assertThat(store.progress()).hasSize(2);
    }

    @Test
    void aChannelIsForgottenAlone() throws Exception {
        for (int channel = 1; channel <= 2; channel++) {
            store.write(
                    channel,
                    List.of(new Day(Resolution.QUARTER, MONDAY, List.of(cell(MONDAY, 1)))));
            store.mark(List.of(new Mark(channel, channel, 1, 2)));
            store.done(channel, new Progress(0, 0, 0, 0), List.of());
        }
        store.forget(1);
        store = reopen(store);

        assertThat(read(Resolution.QUARTER)).isEmpty();
        assertThat(store.read(2, Resolution.QUARTER, 0, 2 * MONDAY)).hasSize(1);
        assertThat(store.progress()).containsOnlyKeys(2);
        assertThat(store.marks()).extracting(Mark::channel).containsExactly(2);
    }

    /// A day is dropped when it has ended before.
    @Test
    void oldDaysOfOneResolutionAreDropped() {
        for (int day = 0; day < 3; day++) {
            long start = MONDAY + day * DAY;
            write(start, cell(start, 1));
            store.write(1, List.of(new Day(Resolution.HOUR, start, List.of(cell(start, 2)))));
        }
        write(MONDAY - DAY, cell(MONDAY - DAY, 1));
        write(MONDAY - DAY);

        assertThat(store.drop(Resolution.QUARTER, MONDAY + 2 * DAY - 1)).isEqualTo(1);
        assertThat(read(Resolution.QUARTER))
                .extracting(Cell::startMillis)
                .containsExactly(MONDAY + DAY, MONDAY + 2 * DAY);
        assertThat(store.drop(Resolution.QUARTER, MONDAY + 2 * DAY)).isEqualTo(1);
        assertThat(read(Resolution.HOUR)).hasSize(3);
    }
}
