package dev.wattsocket.rollup;

/// Where the figures of some channels stand: what of them may be kept, and for how long. Whoever
/// reads after it was asked for sees at least what it counts.
///
/// @param closedUpTo quarter hours before this time change only together with `revised`
/// @param revised rises with whatever may change a quarter hour that was closed
/// @param appended rises with every sample
/// @param reachMillis nothing is known of what comes after: the end of the last sample, mostly
public record Standing(long closedUpTo, long revised, long appended, long reachMillis) {
    /// Of nothing at all.
    static final Standing NONE = new Standing(Long.MAX_VALUE, 0, 0, Long.MIN_VALUE);

    /// Of both together.
    public Standing and(Standing other) {
        return new Standing(
                Math.min(closedUpTo, other.closedUpTo),
                revised + other.revised,
                appended + other.appended,
                Math.max(reachMillis, other.reachMillis));
    }

    /// The same, where less is closed.
    Standing closedUpTo(long millis) {
        return new Standing(Math.min(closedUpTo, millis), revised, appended, reachMillis);
    }

    /// The same, where something is known up to a time.
    Standing reaching(long millis) {
        return new Standing(closedUpTo, revised, appended, Math.max(reachMillis, millis));
    }
}
