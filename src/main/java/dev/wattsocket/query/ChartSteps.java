package dev.wattsocket.query;

/// The lengths that a chart's stretches may have: round ones, so that a chart that moves does not
/// flicker.
final class ChartSteps {
    private static final long[] STEPS = {
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        21_600_000,
        43_200_000,
        86_400_000,
        172_800_000,
        604_800_000
    };

    private ChartSteps() {}

    /// The shortest that is at least as long.
    static long atLeast(long millis) {
        for (long step : STEPS) {
            if (step >= millis) {
                return step;
            }
        }
        long longest = STEPS[STEPS.length - 1];
        return longest * ((millis + longest - 1) / longest);
    }
}
