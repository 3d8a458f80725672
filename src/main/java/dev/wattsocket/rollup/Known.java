package dev.wattsocket.rollup;

/// Where something is known of a channel, in whole quarter hours, and up to where rollups are
/// right.
record Known(long begin, long upTo, long end) {
    static final Known NOTHING = new Known(0, 0, 0);

    /// The part of it that lies in a range.
    Known within(long from, long to) {
        long first = Math.clamp(begin, from, to);
        long last = Math.clamp(end, first, to);
        return new Known(first, Math.clamp(upTo, first, last), last);
    }
}
