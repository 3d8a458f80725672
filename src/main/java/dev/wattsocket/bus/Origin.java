package dev.wattsocket.bus;

/// Where updates came in: at this node, at another one, or from no one's readings. Immutable.
public final class Origin {
    /// The chain of what came in here.
    public static final int HERE_CHAIN = 0;

    /// Of no chain: read from the store, or computed.
    public static final int NO_CHAIN = -1;

    /// Readings that were taken in here; their offsets are those of this node.
    public static final Origin HERE = new Origin(HERE_CHAIN, new long[0]);

    /// Nobody's readings of now: nodes have them each in its own way.
    public static final Origin NONE = new Origin(NO_CHAIN, new long[0]);

    private final int chain;
    private final long[] offsets;

    private Origin(int chain, long[] offsets) {
        this.chain = chain;
        this.offsets = offsets;
    }

    /// Readings that another node took in, with the offsets that they have there.
    public static Origin of(int chain, long[] offsets) {
        return new Origin(chain, offsets.clone());
    }

    /// A number for one node's updates of one site, see `Seen`.
    public int chain() {
        return chain;
    }

    /// The offset that update `i` has where it came in; `here` is the one that it has at this node.
    public long offset(int i, long here) {
        return i < offsets.length ? offsets[i] : here;
    }
}
