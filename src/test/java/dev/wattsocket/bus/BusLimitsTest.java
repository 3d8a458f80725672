package dev.wattsocket.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.model.Samples;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What nodes keep of each other ends somewhere, and what is left then is still true.
final class BusLimitsTest {
    private static final String SITE = "home";
    private static final long SECOND_NANOS = 1_000_000_000;

    @Test
    void whatDoesNotFitIntoAMessageGoesIntoTheNext() {
        var outbox = new Outbox(SITE, "life", 2 * Message.SAMPLES_MAX);
        add(outbox, 1, Message.SAMPLES_MAX + 5, 7, false);

        var first = outbox.take().orElseThrow();
        outbox.arrived();
        var second = outbox.take().orElseThrow();

        assertThat(first.samples().size()).isEqualTo(Message.SAMPLES_MAX);
        assertThat(second.samples().size()).isEqualTo(5);
        assertThat(second.previous()).isEqualTo(first.last()).isEqualTo(Message.SAMPLES_MAX);
        assertThat(first.isConflated() || second.isConflated()).isFalse();
        var read = MessageBytes.read(SITE, MessageBytes.of(first), 0).orElseThrow();
        assertThat(read.samples().size()).isEqualTo(Message.SAMPLES_MAX);
        assertThat(read.last()).isEqualTo(first.last());
    }

    @Test
    void aMessageOfMoreIsNone() {
        int size = Message.SAMPLES_MAX + 1;
        var samples = new Samples.Builder(size);
        for (int i = 0; i < size; i++) {
            samples.add(1, i, i, 0);
        }
        var offsets = new long[size];
        Arrays.setAll(offsets, i -> i + 1L);
        var tooLarge = new Message(SITE, "life", 0, false, samples.build(), offsets);

        assertThat(MessageBytes.read(SITE, MessageBytes.of(tooLarge), 0)).isEmpty();
    }

    @Test
    void bytesThatAreNoMessageDoNoHarm() {
        var outbox = new Outbox(SITE, "life", Outbox.WAITING_MAX);
        add(outbox, 1, 50, 3, false);
        byte[] good = MessageBytes.of(outbox.take().orElseThrow());
        var random = new Random(5);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int change = random.nextInt(1, 8); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var read = MessageBytes.read(SITE, bytes, 0);
            taken += read.isPresent() ? 1 : 0;
            assertThat(read.stream()).allMatch(message -> message.samples().size() > 0);
        }
        assertThat(taken).as("changes of a value alone").isBetween(1, 19_000);
    }

    @Test
    void whereTooMuchWaitsOnlyTheNewestOfEachChannelDoes() {
        var outbox = new Outbox(SITE, "life", Outbox.WAITING_MAX);
        add(outbox, 1, Outbox.WAITING_MAX, 10, false);
        assertThat(outbox.size()).isEqualTo(Outbox.WAITING_MAX);

        add(outbox, Outbox.WAITING_MAX + 1, 1, 10, false);

        assertThat(outbox.size()).isEqualTo(10);
        var message = outbox.take().orElseThrow();
        assertThat(message.isConflated()).isTrue();
        assertThat(message.last()).isEqualTo(Outbox.WAITING_MAX + 1);
        for (int i = 0; i < 10; i++) {
            assertThat(message.offset(i)).isEqualTo(Outbox.WAITING_MAX + 1 - 9 + i);
            assertThat(message.samples().value(i)).isEqualTo((double) message.offset(i));
        }
    }

    @Test
    void ofWhatWasTakenBackTheLatestIsTold() {
        var outbox = new Outbox(SITE, "life", Outbox.WAITING_MAX);
        add(outbox, 1, Outbox.WAITING_MAX, 10, true);
        add(outbox, Outbox.WAITING_MAX + 1, 1, 10, false);

        assertThat(outbox.size()).isEqualTo(Outbox.WITHDRAWN_MAX + 1);
        var message = outbox.take().orElseThrow();
        assertThat(message.offset(0)).isEqualTo(Outbox.WAITING_MAX - Outbox.WITHDRAWN_MAX + 1);
        assertThat(message.samples().value(0)).isNaN();
    }

    /// Adds samples of so many channels in turn, whose values are their offsets.
    private static void add(
            Outbox outbox, long firstOffset, int count, int channels, boolean withdrawn) {
        var samples = new Samples.Builder(count);
        for (int i = 0; i < count; i++) {
            long offset = firstOffset + i;
            samples.add((int) (offset % channels), offset, withdrawn ? Double.NaN : offset, 0);
        }
        var updates = new Updates(firstOffset, samples.build());
        for (int i = 0; i < count; i++) {
            outbox.add(updates, i);
        }
    }

    @Test
    void ofTooManyOriginsTheOneThatWasSilentForLongestIsForgotten() {
        var seen = new Seen("here", 4_096);
        for (int i = 0; i <= Seen.ORIGINS_MAX; i++) {
            seen.lose(SITE, "life" + i, 5, i, i * SECOND_NANOS);
        }

        assertThat(seen.last(SITE, "life0")).isZero();
        for (int i = 1; i <= Seen.ORIGINS_MAX; i++) {
            assertThat(seen.last(SITE, "life" + i)).isEqualTo(5);
        }
    }

    @Test
    void anOriginThatWasSilentForTooLongIsForgotten() {
        var seen = new Seen("here", 4_096);
        seen.lose(SITE, "life", 5, 0, 0);
        long longNanos = TimeUnit.MILLISECONDS.toNanos(Seen.SILENT_MILLIS_MAX);

        seen.forgetSilent(longNanos);
        assertThat(seen.last(SITE, "life")).isEqualTo(5);
        seen.forgetSilent(longNanos + 1);
        assertThat(seen.last(SITE, "life")).isZero();
    }

    @Test
    void aChainReachesAsFarBackAsItHasMarks() {
        var chain = new Chain(1, 1);
        int steps = Chain.MARKS_MAX + 44;
        for (int i = 0; i < steps; i++) {
            chain.advance(i + 1, 2L * i, 2L * (i + 1), i);
        }

        assertThat(chain.localAfter(chain.stand())).contains(2L * (steps - 1));
        assertThat(chain.localAfter(2L * 44)).as("the oldest mark").contains(2L * 44);
        assertThat(chain.localAfter(2L * 43)).as("too long ago").isEmpty();
    }
}
