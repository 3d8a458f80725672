package dev.wattsocket.store;

import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Samples;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The series store in memory: the reference that other stores are compared with, and the store of
/// tests. Any thread; it keeps nothing beyond its own life, and tells receipts on the caller's
/// thread.
public final class MemorySeriesStore implements SeriesStore {
    private static final NavigableMap<Long, Point> EMPTY = Collections.emptyNavigableMap();

    private final Map<Integer, NavigableMap<Long, Point>> series = new HashMap<>();
    private boolean closed;

    @Override
    public void append(Samples batch, Receipt receipt) {
        if (take(batch)) {
            receipt.stored();
        } else {
            receipt.failed(new StoreException("The store is closed: nothing more is kept."));
        }
    }

    @Override
    public void scan(int[] channels, long fromMillis, long toMillis, Visitor visitor) {
        // The visitor sees a copy, so it may take its time and may append.
        var found = select(channels, fromMillis, toMillis);
        for (int i = 0; i < found.size(); i++) {
            if (!visitor.visit(
                    found.channel(i),
                    found.timeMillis(i),
                    found.value(i),
                    found.intervalSeconds(i))) {
                return;
            }
        }
    }

    @Override
    public synchronized Samples newest() {
        var newest = new Samples.Builder(series.size());
        series.forEach((channel, points) -> {
            var last = points.lastEntry();
            last.getValue().addTo(newest, channel, last.getKey());
        });
        return newest.build();
    }

    @Override
    public synchronized Optional<Span> span(int[] channels) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int channel : channels) {
            var points = series.get(channel);
            if (points != null) {
                first = Math.min(first, points.firstKey());
                last = Math.max(last, points.lastKey());
            }
        }
        return first > last ? Optional.empty() : Optional.of(new Span(first, last));
    }

    @Override
    public synchronized void drop(long beforeMillis) {
        long day = beforeMillis - Math.floorMod(beforeMillis, Resolution.DAY_MILLIS);
        series.values().forEach(points -> points.headMap(day, false).clear());
        series.values().removeIf(NavigableMap::isEmpty);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized boolean take(Samples batch) {
        if (closed) {
            return false;
        }
        for (int i = 0; i < batch.size(); i++) {
            put(batch.channel(i), batch.timeMillis(i), batch.value(i), batch.intervalSeconds(i));
        }
        return true;
    }

    /// A channel without a point has no entry, so that each that is there has a first and a last.
    private void put(int channel, long timeMillis, double value, int intervalSeconds) {
        var points = series.computeIfAbsent(channel, _ -> new TreeMap<>());
        if (Double.isNaN(value)) {
            points.remove(timeMillis);
        } else {
            points.put(timeMillis, new Point(value, intervalSeconds));
        }
        if (points.isEmpty()) {
            series.remove(channel);
        }
    }

    private synchronized Samples select(int[] channels, long fromMillis, long toMillis) {
        var found = new Samples.Builder(16);
        if (fromMillis >= toMillis) {
            return found.build();
        }
        if (channels.length == 1) {
            series.getOrDefault(channels[0], EMPTY)
                    .subMap(fromMillis, toMillis)
                    .forEach((time, point) -> point.addTo(found, channels[0], time));
            return found.build();
        }
        var byTime = new TreeMap<Long, Map<Integer, Point>>();
        for (int channel : channels) {
            var points = series.get(channel);
            if (points != null) {
                points.subMap(fromMillis, toMillis)
                        .forEach((time, point) ->
                                byTime.computeIfAbsent(time, _ -> new TreeMap<>())
                                        .put(channel, point));
            }
        }
        byTime.forEach((time, points) ->
                points.forEach((channel, point) -> point.addTo(found, channel, time)));
        return found.build();
    }

    private record Point(double value, int intervalSeconds) {
        void addTo(Samples.Builder samples, int channel, long timeMillis) {
            samples.add(channel, timeMillis, value, intervalSeconds);
        }
    }
}
