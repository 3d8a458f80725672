package dev.wattsocket.rollup;

/// For how many days each resolution is kept; 0 is for ever.
public record Retention(int rawDays, int minuteDays, int quarterDays, int hourDays) {
    /// Nothing is ever dropped.
    public static final Retention FOR_EVER = new Retention(0, 0, 0, 0);

    public Retention {
        if (rawDays < 0 || minuteDays < 0 || quarterDays < 0 || hourDays < 0) {
            throw new IllegalArgumentException("less than 0 days");
        }
    }

    boolean isForEver() {
        return equals(FOR_EVER);
    }
}
