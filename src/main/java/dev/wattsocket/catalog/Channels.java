package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The channels of one meter, in the order of their ids and by name. Immutable.
record Channels(List<Channel> inOrder, Map<String, Channel> byName) {

    /// Gathers what is to be added, so that a meter with many new channels is copied once.
    static final class Builder {
        private final List<Channel> inOrder;
        private final Map<String, Channel> byName;

        Builder(Channels before) {
            inOrder = new ArrayList<>(before.inOrder);
            byName = new HashMap<>(before.byName);
        }

        void add(Channel channel) {
            inOrder.add(channel);
            byName.put(channel.name(), channel);
        }

        Channels build() {
            return new Channels(List.copyOf(inOrder), Map.copyOf(byName));
        }
    }
}
