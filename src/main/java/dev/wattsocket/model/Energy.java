package dev.wattsocket.model;

import java.math.BigDecimal;

/// An amount of energy, exact to a millionth of a watt-hour, of any size: `wh` whole watt-hours and
/// `micro` millionths more, 0 to 999,999. Sums of parts are the whole to the last digit.
public record Energy(long wh, int micro) implements Comparable<Energy> {
    public static final Energy ZERO = new Energy(0, 0);

    private static final int MICRO = 1_000_000;

    public Energy {
        if (micro < 0 || micro >= MICRO) {
            throw new IllegalArgumentException("not millionths of a watt-hour: " + micro);
        }
    }

    public static Energy ofMicroWh(long microWh) {
        return new Energy(Math.floorDiv(microWh, MICRO), Math.floorMod(microWh, MICRO));
    }

    /// The nearest to this many watt-hours.
    public static Energy ofWh(double wh) {
        double whole = Math.floor(wh);
        return ofMicroWh(Math.round((wh - whole) * MICRO)).plus(new Energy((long) whole, 0));
    }

    public Energy plus(Energy more) {
        int parts = micro + more.micro;
        return new Energy(wh + more.wh + parts / MICRO, parts % MICRO);
    }

    public Energy minus(Energy less) {
        int parts = micro - less.micro;
        return parts < 0
                ? new Energy(wh - less.wh - 1, parts + MICRO)
                : new Energy(wh - less.wh, parts);
    }

    public boolean isNegative() {
        return wh < 0;
    }

    /// Watt-hours, as near as a double comes.
    public double toWh() {
        return wh + micro / (double) MICRO;
    }

    /// Kilowatt-hours, exact: what money is counted by.
    public BigDecimal toKwh() {
        return BigDecimal.valueOf(wh, 3).add(BigDecimal.valueOf(micro, 9));
    }

    @Override
    public int compareTo(Energy other) {
        int byWh = Long.compare(wh, other.wh);
        return byWh != 0 ? byWh : Integer.compare(micro, other.micro);
    }

    /// Watt-hours as a decimal number without zeros at its end: `12034.5`.
    @Override
    public String toString() {
        var exact = BigDecimal.valueOf(wh).add(BigDecimal.valueOf(micro, 6));
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
}
