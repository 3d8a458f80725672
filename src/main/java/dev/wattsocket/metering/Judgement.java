package dev.wattsocket.metering;

import java.util.OptionalDouble;

/// A register's reading that did not simply rise, and what it is taken for.
///
/// @param old the reading before it that counted, in Wh
/// @param fallen what it showed, in Wh
/// @param next the reading after it that shows something else, in Wh; empty where there is none yet
/// @param provisional whether the next reading may change the verdict
public record Judgement(
        long timeMillis,
        double old,
        double fallen,
        OptionalDouble next,
        Verdict verdict,
        boolean provisional) {

    /// Is told each judgement in order of time.
    public interface Log {
        /// Forgets them.
        Log NONE = _ -> {};

        void add(Judgement judgement);
    }
}
