package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// How exact amounts become amounts that one can pay.
public final class Money {
    /// Enough that a quotient rounded here and then to cents is the quotient rounded to cents.
    private static final int QUOTIENT_DECIMALS = 40;

    private static final int SHOWN_DECIMALS = 6;

    private Money() {}

    /// Half-even to the currency's minor unit: cents for EUR, whole yen for JPY.
    public static BigDecimal round(BigDecimal amount, Currency currency) {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return amount.setScale(digits, RoundingMode.HALF_EVEN);
    }

    /// As it is written: no exponent, and no zeros at the end.
    public static String exact(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    static BigDecimal quotient(BigDecimal amount, long parts) {
        return amount.divide(BigDecimal.valueOf(parts), QUOTIENT_DECIMALS, RoundingMode.HALF_EVEN);
    }

    /// A mean price, for the eye alone.
    static BigDecimal mean(BigDecimal amount, BigDecimal quantity) {
        return amount.divide(quantity, SHOWN_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
