package dev.wattsocket.model;

import java.util.OptionalLong;

/// The end of one device and the begin of the next, for one register of a meter: the old one stood
/// at `endValue`, the new one began at `startValue`. Entered by hand; it overrides every judgement.
public record Exchange(
        long id,
        String meter,
        String channel,
        long timeMillis,
        double endValue,
        double startValue,
        String note,
        long enteredMillis,
        String enteredBy,
        OptionalLong undoneMillis) {
    public Exchange {
        if (!Double.isFinite(endValue) || !Double.isFinite(startValue)) {
            throw new IllegalArgumentException("not finite: " + endValue + " " + startValue);
        }
    }

    /// Whether it counts: it was not undone.
    public boolean stands() {
        return undoneMillis.isEmpty();
    }

    public Exchange withId(long number) {
        return new Exchange(
                number,
                meter,
                channel,
                timeMillis,
                endValue,
                startValue,
                note,
                enteredMillis,
                enteredBy,
                undoneMillis);
    }

    public Exchange undone(long nowMillis) {
        return new Exchange(
                id,
                meter,
                channel,
                timeMillis,
                endValue,
                startValue,
                note,
                enteredMillis,
                enteredBy,
                OptionalLong.of(nowMillis));
    }
}
