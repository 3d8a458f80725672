package dev.wattsocket.ingest;

/// How many meters one sender may still bring into being. Used on the live loop only.
public final class Maker {
    /// Meters that one connection may make; a gateway with more names them by `PUT /meters/{id}`.
    public static final int METERS_MAX = 2_000;

    private int left;

    public Maker(int most) {
        left = most;
    }

    boolean mayMake() {
        return left > 0;
    }

    void made() {
        left--;
    }
}
