package dev.wattsocket.model;

/// What is known of one channel in one stretch of time: its samples, its level, and the energy that
/// it tells of.
///
/// @param count samples; where there is none, least, greatest and last are the mean
/// @param coveredMillis how long the samples' level is known
/// @param energyMillis how long the energy is known
/// @param judged whether a register's reading had to be judged
public record Cell(
        long startMillis,
        int count,
        double min,
        double mean,
        double max,
        double last,
        long coveredMillis,
        long importMicroWh,
        long exportMicroWh,
        long energyMillis,
        boolean judged) {

    /// A stretch of which nothing is known.
    public static Cell empty(long startMillis) {
        return new Cell(startMillis, 0, 0, 0, 0, 0, 0, 0, 0, 0, false);
    }

    /// Whether nothing at all is known.
    public boolean isEmpty() {
        return count == 0 && coveredMillis == 0 && energyMillis == 0 && !judged;
    }

    /// Two stretches that follow each other, as one.
    public Cell plus(Cell next) {
        if (isEmpty()) {
            return next.from(startMillis);
        }
        if (next.isEmpty()) {
            return this;
        }
        boolean leads = hasLevel();
        boolean follows = next.hasLevel();
        return new Cell(
                startMillis,
                count + next.count,
                leads && follows ? Math.min(min, next.min) : leads ? min : next.min,
                leads && follows ? meanWith(next) : leads ? mean : next.mean,
                leads && follows ? Math.max(max, next.max) : leads ? max : next.max,
                follows ? next.last : last,
                coveredMillis + next.coveredMillis,
                importMicroWh + next.importMicroWh,
                exportMicroWh + next.exportMicroWh,
                energyMillis + next.energyMillis,
                judged || next.judged);
    }

    private boolean hasLevel() {
        return count > 0 || coveredMillis > 0;
    }

    private Cell from(long millis) {
        return new Cell(
                millis,
                count,
                min,
                mean,
                max,
                last,
                coveredMillis,
                importMicroWh,
                exportMicroWh,
                energyMillis,
                judged);
    }

    /// By time; by number where no time is covered.
    private double meanWith(Cell next) {
        double weight = coveredMillis > 0 || next.coveredMillis > 0 ? coveredMillis : count;
        double nextWeight =
                coveredMillis > 0 || next.coveredMillis > 0 ? next.coveredMillis : next.count;
        return (mean * weight + next.mean * nextWeight) / (weight + nextWeight);
    }
}
