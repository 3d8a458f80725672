package dev.wattsocket.bus;

import dev.wattsocket.model.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What waits to be published of one site: all of it in order, or, where that became too much, the
/// newest of each channel. One message is under way at a time, and is part of what waits until it
/// is known to have arrived. Confined to one thread at a time.
public final class Outbox {
    /// Samples that wait as they came; with more, only the newest of each channel waits.
    public static final int WAITING_MAX = 2_000;

    /// Samples taken back that wait.
    static final int WITHDRAWN_MAX = 1_000;

    private final String site;
    private final String epoch;
    private final int waitingMax;
    private List<Entry> waiting = new ArrayList<>();
    private int underWay;
    private long previous;
    private boolean conflated;

    /// Samples that were left when it was last conflated.
    private int kept;

    /// @param waitingMax samples that wait as they came
    public Outbox(String site, String epoch, int waitingMax) {
        this.waitingMax = waitingMax;
        this.site = site;
        this.epoch = epoch;
    }

    private record Entry(int channel, long time, double value, int interval, long offset) {
        boolean isWithdrawn() {
            return Double.isNaN(value);
        }
    }

    /// Adds update `i`, if it is one of this site.
    public void add(Updates updates, int i) {
        var samples = updates.samples();
        waiting.add(
                new Entry(
                        samples.channel(i),
                        samples.timeMillis(i),
                        samples.value(i),
                        samples.intervalSeconds(i),
                        updates.firstOffset() + i));
        // Twice as much again before the next look, so that each sample is looked at a few times.
        if (waiting.size() > waitingMax && waiting.size() > 2 * kept) {
            conflate();
        }
    }

    /// Samples that wait.
    public int size() {
        return waiting.size();
    }

    /// Whether there is something to publish, and nothing under way.
    public boolean isReady() {
        return underWay == 0 && !waiting.isEmpty();
    }

    /// The next message; it is under way until `arrived` or `failed`.
    public Optional<Message> take() {
        if (!isReady()) {
            return Optional.empty();
        }
        underWay = Math.min(waiting.size(), Message.SAMPLES_MAX);
        var samples = new Samples.Builder(underWay);
        var offsets = new long[underWay];
        for (int i = 0; i < underWay; i++) {
            var entry = waiting.get(i);
            samples.add(entry.channel(), entry.time(), entry.value(), entry.interval());
            offsets[i] = entry.offset();
        }
        return Optional.of(new Message(site, epoch, previous, conflated, samples.build(), offsets));
    }

    /// What was under way is there.
    public void arrived() {
        previous = waiting.get(underWay - 1).offset();
        waiting = new ArrayList<>(waiting.subList(underWay, waiting.size()));
        kept = Math.max(0, kept - underWay);
        underWay = 0;
        if (waiting.isEmpty()) {
            conflated = false;
        }
    }

    /// What was under way may be there or not: it goes again, with what came since.
    public void failed() {
        underWay = 0;
    }

    /// Nobody could be reached for a while: others may have read from the store what waits, so that
    /// nobody can say of it what a viewer has.
    public void breakOff() {
        conflated |= !waiting.isEmpty();
    }

    /// Keeps the newest of each channel, and what was taken back, in order of offset.
    private void conflate() {
        var under = List.copyOf(waiting.subList(0, underWay));
        Map<Integer, Entry> newest = new HashMap<>();
        var left = new ArrayList<Entry>();
        for (var entry : waiting.subList(underWay, waiting.size())) {
            if (entry.isWithdrawn()) {
                left.add(entry);
            } else {
                newest.put(entry.channel(), entry);
            }
        }
        int tooMany = Math.max(0, left.size() - WITHDRAWN_MAX);
        left.subList(0, tooMany).clear();
        left.addAll(newest.values());
        left.sort(Comparator.comparingLong(Entry::offset));
        conflated = true;
        waiting = new ArrayList<>(under);
        waiting.addAll(left);
        kept = waiting.size();
    }
}
