package dev.wattsocket.model;

/// One measured quantity of one meter. `id` is small, never used again, and stands for the channel
/// in every hot place and in the store.
public record Channel(int id, String meter, String name, Kind kind) {
    public Channel {
        if (!Names.isChannel(name)) {
            throw new IllegalArgumentException("not a channel name: " + name);
        }
    }

    public Quantity quantity() {
        return Quantity.of(name);
    }

    public Unit unit() {
        return quantity().unit();
    }
}
