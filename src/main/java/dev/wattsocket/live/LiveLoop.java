package dev.wattsocket.live;

import dev.wattsocket.bus.TopicBus;
import dev.wattsocket.bus.Updates;
import dev.wattsocket.bus.Viewers;
import dev.wattsocket.model.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that owns the live state and everything that hangs on it. Others hand it tasks
/// over a bounded queue; between tasks it gives the hub its pulse.
public final class LiveLoop implements Executor, AutoCloseable {
    /// Tasks that may wait. A batch is one task, so this is far beyond what a healthy loop sees.
    public static final int TASKS_MAX = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// What happens between tasks: answers in how many nanoseconds it wants to happen again.
    public interface Pulse {
        long pulse(long nowNanos);
    }

    private final ArrayBlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(TASKS_MAX);
    private final LiveState state = new LiveState();
    private final TopicBus bus;
    private final Thread thread;
    private final List<Viewers> viewers = new ArrayList<>();
    private volatile Pulse pulse = _ -> IDLE_NANOS;
    private volatile boolean closing;

    public LiveLoop(TopicBus bus) {
        this.bus = bus;
        this.thread = Thread.ofPlatform().name("live").unstarted(this::run);
    }

    /// Adds who is told what moves; before the start.
    public void listen(Viewers told) {
        viewers.add(told);
    }

    /// Brings in what other nodes publish, once it is started.
    public void join(Neighbours neighbours) {
        listen(neighbours.viewers());
        bus.start(new Others(this, state, bus, neighbours));
    }

    /// Takes in what the store had at the start. On the loop, or before it is started.
    public void load(Samples newest) {
        tell(state.load(newest));
    }

    public void start(Pulse first) {
        pulse = first;
        thread.start();
    }

    /// Hands a task over; waits while the queue is full, unless the loop itself calls.
    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
            return;
        }
        try {
            tasks.put(task);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Applies samples to the live state and publishes what moved. On the loop only.
    public void apply(Samples batch) {
        publish(state.apply(batch));
    }

    /// Takes back a sample that was deleted, where it is its channel's newest, and publishes the
    /// one that remains, or that none does. On the loop only.
    public void withdraw(int channel, long timeMillis, Samples remaining) {
        publish(state.withdraw(channel, timeMillis, remaining));
    }

    private void publish(Updates updates) {
        assert Thread.currentThread() == thread || !thread.isAlive() : "live state off its loop";
        if (updates.samples().size() > 0) {
            tell(updates);
            bus.publish(updates);
        }
    }

    private void tell(Updates updates) {
        for (var told : viewers) {
            told.accept(updates);
        }
    }

    /// Says which channels are sums of others. Any thread.
    public void sums(List<LiveSum> sums) {
        execute(() -> publish(state.sums(sums)));
    }

    /// Tasks that wait now.
    public int waiting() {
        return tasks.size();
    }

    /// Does the tasks that wait, on the caller's thread. Before the start only.
    void work() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /// Ends after the tasks that wait are done.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long wait = 0;
        while (!closing || !tasks.isEmpty()) {
            try {
                var task = tasks.poll(Math.min(wait, IDLE_NANOS), TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
                wait = pulse.pulse(System.nanoTime());
            } catch (InterruptedException _) {
                closing = true;
            } catch (Exception e) {
                // The supervisor: one bad task must not end everybody's live picture.
                LOG.error("A task of the live loop failed; the loop goes on", e);
            }
        }
    }
}
