package dev.wattsocket.metering;

/// A quarter hour of universal time: the cell that all energy is counted in. Days and hours of
/// every zone have begun with one since 1972.
public final class Quarter {
    public static final long MILLIS = 900_000;

    private Quarter() {}

    /// The start of the quarter hour that holds this time.
    public static long startOf(long millis) {
        return millis - Math.floorMod(millis, MILLIS);
    }

    /// The first start of a quarter hour at this time or later.
    public static long atOrAfter(long millis) {
        return startOf(millis + MILLIS - 1);
    }
}
