package dev.wattsocket.store;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rollups in memory: the reference that others are compared with, and the store of tests and
/// rehearsals. Any thread; it keeps nothing beyond its own life.
public final class MemoryRollupStore implements RollupStore {
    private record Series(int channel, Resolution resolution) {}

    private final Map<Series, TreeMap<Long, Day>> days = new HashMap<>();
    private final Map<Integer, Progress> progress = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();

    @Override
    public synchronized List<Cell> read(
            int channel, Resolution resolution, long fromMillis, long toMillis) {
        var known = days.getOrDefault(new Series(channel, resolution), new TreeMap<>());
        if (fromMillis >= toMillis) {
            return List.of();
        }
        return known
                .subMap(fromMillis - Resolution.DAY_MILLIS, false, toMillis, false)
                .values()
                .stream()
                .flatMap(day -> day.cells().stream())
                .filter(cell -> cell.startMillis() >= fromMillis && cell.startMillis() < toMillis)
                .toList();
    }

    @Override
    public void energy(int channel, long fromMillis, long toMillis, EnergyVisitor visitor) {
        for (var cell : read(channel, Resolution.QUARTER, fromMillis, toMillis)) {
            visitor.cell(
                    cell.startMillis(),
                    cell.importMicroWh(),
                    cell.exportMicroWh(),
                    cell.energyMillis());
        }
    }

    @Override
    public synchronized void write(int channel, List<Day> written) {
        for (var day : written) {
            var series = new Series(channel, day.resolution());
            var known = days.computeIfAbsent(series, _ -> new TreeMap<>());
            if (day.cells().isEmpty()) {
                known.remove(day.startMillis());
            } else {
                known.put(day.startMillis(), day);
            }
        }
    }

    @Override
    public synchronized Map<Integer, Progress> progress() {
        return Map.copyOf(progress);
    }

    @Override
    public synchronized void done(int channel, Progress now, List<Mark> settled) {
        progress.put(channel, now);
        marks.removeAll(settled);
    }

    @Override
    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    @Override
    public synchronized void mark(List<Mark> added) {
        marks.addAll(added);
    }

    @Override
    public synchronized void forget(int channel) {
        days.keySet().removeIf(series -> series.channel() == channel);
        progress.remove(channel);
        marks.removeIf(mark -> mark.channel() == channel);
    }

    @Override
    public synchronized int drop(Resolution resolution, long beforeMillis) {
        int dropped = 0;
        for (var each : days.entrySet()) {
            if (each.getKey().resolution() == resolution) {
                var old = each.getValue().headMap(beforeMillis - Resolution.DAY_MILLIS, true);
                dropped += old.size();
                old.clear();
            }
        }
        return dropped;
    }

    @Override
    public void close() {}
}
