package dev.wattsocket.rollup;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.RollupState;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupTracking;
import dev.wattsocket.store.SeriesStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tracking of one program: kept in memory, with what has to survive it in its rollup store.
/// Any thread.
final class LocalTracking implements RollupTracking {
    private final RollupStore rollups;
    private final Landing landing = new Landing();
    private final Map<Integer, Tracked> channels = new HashMap<>();
    private long lastMark;

    LocalTracking(SeriesStore store, RollupStore rollups) {
        this.rollups = rollups;
        rollups.progress().forEach((channel, progress) -> tracked(channel).resume(progress));
        for (var mark : rollups.marks()) {
            tracked(mark.channel()).marks.add(mark);
            lastMark = Math.max(lastMark, mark.id());
        }
        var newest = store.newest();
        for (int i = 0; i < newest.size(); i++) {
            tracked(newest.channel(i))
                    .resumed(newest.timeMillis(i), newest.intervalSeconds(i) * 1000L);
        }
    }

    /// Before samples are handed to the store: notes those that come late. Answers the number of
    /// the batch.
    synchronized long before(Samples batch) {
        var late = new HashMap<Integer, Mark>();
        long number = landing.begun() + 1;
        for (int i = 0; i < batch.size(); i++) {
            int channel = batch.channel(i);
            long time = batch.timeMillis(i);
            var tracked = tracked(channel);
            tracked.handed(time, batch.intervalSeconds(i) * 1000L, number);
            if (time <= tracked.lateUpTo) {
                late.merge(channel, new Mark(0, channel, time, time), LocalTracking::both);
            }
        }
        if (!late.isEmpty()) {
            mark(List.copyOf(late.values()));
        }
        return landing.begin();
    }

    void landed(long batch) {
        landing.end(batch);
    }

    @Override
    public synchronized RollupState state(int channel) {
        return tracked(channel).state();
    }

    @Override
    public List<RollupState> states(List<Integer> some) {
        var states = new ArrayList<RollupState>();
        long batch = 0;
        synchronized (this) {
            for (int channel : some) {
                var tracked = tracked(channel);
                states.add(tracked.state());
                batch = Math.max(batch, tracked.lastBatch());
            }
            // One that could not be marked never began.
            batch = Math.min(batch, landing.begun());
        }
        landing.await(batch);
        return states;
    }

    @Override
    public synchronized void mark(List<Mark> marks) {
        var numbered = new ArrayList<Mark>();
        for (var mark : marks) {
            numbered.add(
                    new Mark(++lastMark, mark.channel(), mark.firstMillis(), mark.lastMillis()));
        }
        rollups.mark(numbered);
        for (var mark : numbered) {
            var tracked = tracked(mark.channel());
            tracked.marks.add(mark);
            tracked.revised();
        }
    }

    @Override
    public synchronized void revised() {
        channels.values().forEach(Tracked::revised);
    }

    @Override
    public void settle(List<Integer> some, Work work) {
        for (int channel : some) {
            settle(channel, work);
        }
    }

    private void settle(int channel, Work work) {
        Tracked tracked;
        synchronized (this) {
            tracked = tracked(channel);
        }
        synchronized (tracked.settling) {
            RollupState state;
            long batch;
            synchronized (this) {
                state = tracked.state();
                if (state.isSettled()) {
                    return;
                }
                // Whatever comes from now on up to here may not be seen below.
                tracked.lateUpTo = state.newest();
                batch = landing.begun();
            }
            landing.await(batch);
            var now = work.settle(channel, state, rollups);
            rollups.done(channel, now.progress(), state.marks());
            synchronized (this) {
                tracked.settled(now, state);
            }
        }
    }

    private Tracked tracked(int channel) {
        return channels.computeIfAbsent(channel, _ -> new Tracked());
    }

    private static Mark both(Mark one, Mark other) {
        return new Mark(
                0,
                one.channel(),
                Math.min(one.firstMillis(), other.firstMillis()),
                Math.max(one.lastMillis(), other.lastMillis()));
    }
}
