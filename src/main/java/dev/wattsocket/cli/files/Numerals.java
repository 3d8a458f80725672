package dev.wattsocket.cli.files;

import java.math.BigDecimal;
import java.util.Optional;

/// Reads numbers as a file writes them, exactly: 0.326 kW becomes 326 W and not a hair less,
/// because the power of ten is applied to the digits. Any thread.
final class Numerals {
    private static final int EXACT_DIGITS_MAX = 15; // any so many digits fit a double exactly
    private static final int EXACT_SHIFT_MAX = 22; // 10^22 is the last power that does
    private static final int LENGTH_MAX = 64;
    private static final double[] POWERS = powers();

    private final char decimal;
    private final char thousands;
    private final boolean hasThousands;

    Numerals(char decimal, Optional<Character> thousands) {
        this.decimal = decimal;
        this.thousands = thousands.orElse(decimal);
        this.hasThousands = thousands.isPresent();
    }

    /// The number in `text`, times ten to the `shift`.
    ///
    /// @throws NumberFormatException where the text is not a number written in this way
    double read(String text, int shift) {
        String plain = hasThousands && text.indexOf(thousands) >= 0 ? ungrouped(text) : text;
        int length = plain.length();
        int at = length > 0 && (plain.charAt(0) == '-' || plain.charAt(0) == '+') ? 1 : 0;
        boolean isNegative = at == 1 && plain.charAt(0) == '-';
        long digits = 0;
        int count = 0;
        int fraction = -1;
        for (; at < length; at++) {
            char c = plain.charAt(at);
            if (c == decimal && fraction < 0) {
                fraction = 0;
            } else if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                fraction += fraction < 0 ? 0 : 1;
            } else {
                return unusual(plain, shift);
            }
            if (count > EXACT_DIGITS_MAX) {
                return unusual(plain, shift);
            }
        }
        if (count == 0) {
            throw new NumberFormatException("not a number");
        }
        double value = shifted(digits, shift - Math.max(0, fraction));
        return isNegative ? -value : value;
    }

    private static double shifted(long digits, int shift) {
        if (shift > EXACT_SHIFT_MAX || shift < -EXACT_SHIFT_MAX) {
            return BigDecimal.valueOf(digits).scaleByPowerOfTen(shift).doubleValue();
        }
        return shift < 0 ? digits / POWERS[-shift] : digits * POWERS[shift];
    }

    /// Long numbers, and those with an exponent.
    private double unusual(String text, int shift) {
        if (text.length() > LENGTH_MAX) {
            throw new NumberFormatException("too long");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isUsual = (c >= '0' && c <= '9') || c == decimal || "+-eE".indexOf(c) >= 0;
            if (!isUsual) {
                throw new NumberFormatException("not a number");
            }
        }
        double value = new BigDecimal(text.replace(decimal, '.')).doubleValue();
        if (!Double.isFinite(value) || shift == 0) {
            return value;
        }
        return new BigDecimal(text.replace(decimal, '.')).scaleByPowerOfTen(shift).doubleValue();
    }

    /// Takes the marks out, which stand before groups of three digits and nowhere else: `1.5` with
    /// a dot for thousands is not 15.
    private String ungrouped(String text) {
        int end = text.indexOf(decimal);
        String whole = end < 0 ? text : text.substring(0, end);
        int group = 0;
        for (int i = whole.length() - 1; i >= 0; i--) {
            char c = whole.charAt(i);
            if (c == thousands) {
                if (group != 3 || i == 0) {
                    throw new NumberFormatException("a thousands mark in the wrong place");
                }
                group = 0;
            } else {
                group++;
            }
        }
        int leading = whole.startsWith("-") || whole.startsWith("+") ? group - 1 : group;
        boolean misplaced = end >= 0 && text.indexOf(thousands, end) >= 0;
        if (leading < 1 || leading > 3 || misplaced) {
            throw new NumberFormatException("a thousands mark in the wrong place");
        }
        return whole.replace(String.valueOf(thousands), "") + (end < 0 ? "" : text.substring(end));
    }

    private static double[] powers() {
        var powers = new double[EXACT_SHIFT_MAX + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = BigDecimal.ONE.scaleByPowerOfTen(i).doubleValue();
        }
        return powers;
    }
}
