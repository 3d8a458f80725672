package dev.wattsocket.store;

import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import java.util.List;

/// What is known of one channel's way into rollups at one moment. Times are epoch milliseconds;
/// Long.MIN_VALUE where there is none.
///
/// @param marks what waits to be computed anew
/// @param newest the newest sample's time, as far as it was handed to the store
/// @param longestMillis the length of the longest interval
/// @param closed the end of the last quarter hour that was computed
/// @param settledFor the newest sample then
/// @param revised rises with whatever may change a quarter hour that was closed
/// @param appended another one whenever a sample came
/// @param reach the end of the last sample
public record RollupState(
        Progress progress,
        List<Mark> marks,
        long newest,
        long longestMillis,
        long closed,
        long settledFor,
        long revised,
        long appended,
        long reach) {

    /// Whether all full quarter hours before the newest sample are rolled up, and no late sample
    /// waits.
    public boolean isSettled() {
        return marks.isEmpty() && isForward();
    }

    /// Whether anything is known, and only late samples wait to be so too.
    public boolean isBegun() {
        return progress.upToMillis() != Long.MIN_VALUE && isForward();
    }

    private boolean isForward() {
        long quarter = Resolution.QUARTER.millis();
        return newest == settledFor || closed >= newest - Math.floorMod(newest, quarter);
    }
}
