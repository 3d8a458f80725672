package dev.wattsocket.store;

import java.util.List;

/// The board of a node that is alone. Any thread.
public final class LocalNodeBoard implements NodeBoard {
    private volatile List<Told> only = List.of();

    @Override
    public void tell(NodeReport report) {
        only = List.of(new Told(report, 0));
    }

    @Override
    public List<Told> all() {
        return only;
    }

    @Override
    public void leave(String id) {
        only = List.of();
    }
}
