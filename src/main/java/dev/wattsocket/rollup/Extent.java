package dev.wattsocket.rollup;

/// The whole quarter hours that anything may be known of, from one time up to another.
public record Extent(long fromMillis, long toMillis) {
    public static final Extent NOTHING = new Extent(0, 0);

    public boolean isEmpty() {
        return fromMillis >= toMillis;
    }

    /// The time itself, or the end that is nearest to it.
    public long clamp(long millis) {
        return Math.clamp(millis, fromMillis, toMillis);
    }

    public Extent plus(Extent other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return new Extent(
                Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
    }
}
