package dev.wattsocket.bus;

/// The bus of a single node: there is nobody else to tell.
public final class LocalBus implements TopicBus {
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void start(Listener listener) {}

    @Override
    public void publish(Updates updates) {}

    @Override
    public void follow(String site) {}

    @Override
    public void unfollow(String site) {}

    @Override
    public void read(String site) {}

    @Override
    public boolean isDegraded() {
        return false;
    }

    @Override
    public void close() {}
}
