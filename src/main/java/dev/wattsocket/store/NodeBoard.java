package dev.wattsocket.store;

import java.util.List;

/// The port to what nodes say of themselves, for people who look after them. Any thread; blocks.
public interface NodeBoard {

    /// Replaces what this node said before.
    void tell(NodeReport report);

    /// What nodes said lately, the one that started first at the beginning.
    List<Told> all();

    /// Takes down what a node said: it ends.
    void leave(String id);

    /// What a node said.
    ///
    /// @param ageMillis how long ago
    record Told(NodeReport report, long ageMillis) {}
}
