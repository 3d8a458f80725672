package dev.wattsocket.model;

/// How a channel's values relate to time; every channel is exactly one of these for its whole life.
public enum Kind {
    /// A momentary value.
    GAUGE,
    /// A cumulative counter that only rises.
    REGISTER,
    /// An amount (of energy) or a mean (of anything else) that belongs to a stretch of time; its
    /// time is the stretch's start.
    INTERVAL;

    /// As it is written on the wire: in lower case.
    public String wireName() {
        return switch (this) {
            case GAUGE -> "gauge";
            case REGISTER -> "register";
            case INTERVAL -> "interval";
        };
    }
}
