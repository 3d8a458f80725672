package dev.wattsocket.metering;

/// A sum of doubles that keeps what rounding would lose (Neumaier's way). Confined to one thread.
final class Total {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    double value() {
        return sum + lost;
    }
}
