package dev.wattsocket.store;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// How tests write to a store and read from it: waiting for the receipt, and as lists.
public final class StoreReads {
    private static final long DEADLINE_S = 30;

    private StoreReads() {}

    /// A sample as a value that can be compared.
    public record Point(int channel, long timeMillis, double value, int intervalSeconds) {}

    /// A receipt that can be waited for.
    public static final class Awaited implements Receipt {
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public void stored() {
            done.complete(null);
        }

        @Override
        public void failed(StoreException why) {
            done.completeExceptionally(why);
        }

        /// Returns when the batch is durable; throws where it is not.
        public void await() {
            try {
                done.get(DEADLINE_S, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException e) {
                if (e.getCause() instanceof StoreException why) {
                    throw why;
                }
                throw new AssertionError(e);
            } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
                throw new AssertionError("no receipt", e);
            }
        }
    }

    public static void append(SeriesStore store, Samples batch) {
        var receipt = new Awaited();
        store.append(batch, receipt);
        receipt.await();
    }

    public static void append(SeriesStore store, Point... points) {
        append(store, batch(List.of(points)));
    }

    public static Samples batch(List<Point> points) {
        var batch = new Samples.Builder(points.size());
        for (var p : points) {
            batch.add(p.channel(), p.timeMillis(), p.value(), p.intervalSeconds());
        }
        return batch.build();
    }

    public static List<Point> all(SeriesStore store, int... channels) {
        return between(store, Long.MIN_VALUE, Long.MAX_VALUE, channels);
    }

    public static List<Point> between(SeriesStore store, long from, long to, int... channels) {
        var points = new ArrayList<Point>();
        store.scan(
                channels,
                from,
                to,
                (channel, time, value, seconds) ->
                        points.add(new Point(channel, time, value, seconds)));
        return points;
    }

    /// In the order of the channels.
    public static List<Point> newest(SeriesStore store) {
        var newest = store.newest();
        var points = new ArrayList<Point>();
        for (int i = 0; i < newest.size(); i++) {
            points.add(
                    new Point(
                            newest.channel(i),
                            newest.timeMillis(i),
                            newest.value(i),
                            newest.intervalSeconds(i)));
        }
        points.sort(Comparator.comparingInt(Point::channel));
        return points;
    }
}
