package dev.wattsocket.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The bus of a single node: a call.
public final class LocalBus implements TopicBus {
    private final List<Consumer<Updates>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Updates updates) {
        for (var listener : listeners) {
            listener.accept(updates);
        }
    }

    @Override
    public void listen(Consumer<Updates> listener) {
        listeners.add(listener);
    }
}
