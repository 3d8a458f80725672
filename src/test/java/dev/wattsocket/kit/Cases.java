package dev.wattsocket.kit;

import java.util.Random;

/// Many cases out of chance, each out of a seed of its own, which a failure tells.
public final class Cases {
    private Cases() {}

    /// One case: what it does depends on this chance alone.
    @FunctionalInterface
    public interface Case {
        void check(Random random) throws Exception;
    }

    /// Checks cases with seeds that follow each other.
    public static void check(int count, long firstSeed, Case each) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            check(seed, each);
        }
    }

    /// Checks the case of one seed, as a failure told it.
    public static void check(long seed, Case each) {
        try {
            each.check(new Random(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /// A number in `[0, most]`; its two ends come often.
    public static long edgy(Random random, long most) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> most;
            case 2 -> Math.min(most, 1);
            default -> random.nextLong(most + 1);
        };
    }
}
