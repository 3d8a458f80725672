package dev.wattsocket.store.postgres;

/// Weeks of universal time, which begin on Mondays. Samples of a week lie together.
final class Weeks {
    static final long MILLIS = 7 * 24 * 60 * 60 * 1000L;

    /// The first of January 1970 was a Thursday.
    private static final long SINCE_MONDAY = 3 * 24 * 60 * 60 * 1000L;

    private Weeks() {}

    /// When the week of this time begins.
    static long of(long timeMillis) {
        return timeMillis - Math.floorMod(timeMillis + SINCE_MONDAY, MILLIS);
    }
}
