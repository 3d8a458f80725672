package dev.wattsocket.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.AppendQueue.Pending;
import dev.wattsocket.store.SeriesStore.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AppendQueueTest {
    private static final long NOW = 0;

    @Test
    void aFullQueueMakesTheNextWaitUntilItIsTaken() throws Exception {
        var queue = new AppendQueue(10);
        assertThat(queue.put(pending(6))).isTrue();
        var waiting = new Waiting(queue, pending(5));

        assertThat(waiting.isBlocked()).isTrue();
        assertThat(queue.rows()).isEqualTo(6);
        assertThat(queue.take(System.nanoTime(), 1)).hasSize(1);
        assertThat(waiting.answer()).isTrue();
        assertThat(queue.rows()).isEqualTo(5);
    }

    @Test
    void aBatchLargerThanTheQueueGetsInWhenItIsEmpty() throws Exception {
        var queue = new AppendQueue(10);
        assertThat(queue.put(pending(25))).isTrue();
        var waiting = new Waiting(queue, pending(1));

        assertThat(waiting.isBlocked()).isTrue();
        assertThat(queue.take(System.nanoTime(), 1)).hasSize(1);
        assertThat(waiting.answer()).isTrue();
    }

    @Test
    void closingLetsGoOfThoseWhoWaitAndKeepsWhatIsThere() throws Exception {
        var queue = new AppendQueue(10);
        assertThat(queue.put(pending(10))).isTrue();
        var waiting = new Waiting(queue, pending(1));
        assertThat(waiting.isBlocked()).isTrue();
        queue.close();

        assertThat(waiting.answer()).isFalse();
        assertThat(queue.put(pending(1))).isFalse();
        assertThat(queue.take(System.nanoTime(), 1)).hasSize(1);
        assertThat(queue.take(System.nanoTime(), 1)).isEmpty();
    }

    @Test
    void enoughRowsEndTheGathering() throws Exception {
        var queue = new AppendQueue(100);
        assertThat(queue.put(pending(50))).isTrue();
        long anHourFromNow = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

        assertThat(queue.take(anHourFromNow, 50)).hasSize(1);
    }

    @Test
    void anEmptyBatchWakesWhoTakes() throws Exception {
        var queue = new AppendQueue(100);
        var taken =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return queue.take(System.nanoTime(), 50);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        task -> Thread.ofPlatform().start(task));
        while (!queue.isAwaited()) {
            Thread.onSpinWait();
        }
        assertThat(queue.put(pending(0))).isTrue();

        assertThat(taken.get(30, TimeUnit.SECONDS)).hasSize(1);
    }

    private static Pending pending(int rows) {
        var batch = new Samples.Builder(rows);
        for (int i = 0; i < rows; i++) {
            batch.add(1, NOW + i, i, 0);
        }
        var nobody =
                new Receipt() {
                    @Override
                    public void stored() {}

                    @Override
                    public void failed(StoreException why) {}
                };
        return new Pending(batch.build(), nobody);
    }

    /// A thread that puts, and perhaps has to wait.
    private static final class Waiting {
        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
        private final Thread thread;

        Waiting(AppendQueue queue, Pending pending) {
            thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    answer.complete(queue.put(pending));
                                } catch (InterruptedException e) {
                                    answer.completeExceptionally(e);
                                }
                            });
        }

        boolean isBlocked() {
            while (thread.getState() != Thread.State.WAITING && !answer.isDone()) {
                Thread.onSpinWait();
            }
            return !answer.isDone();
        }

        boolean answer() throws Exception {
            return answer.get(30, TimeUnit.SECONDS);
        }
    }
}
