package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.util.Collection;

/// Says in a sentence what is wrong with a part of a tariff, and what would be right.
final class Check {
    static final int BANDS_MAX = 32;
    static final int RULES_MAX = 200; // twelve months by weekday and weekend, eight times over
    static final int HOLIDAYS_MAX = 2_000; // twenty a year for a hundred years
    static final int TIERS_MAX = 32;

    private static final int NAME_CHARS_MOST = 100;
    private static final int DECIMALS_MOST = 10;
    private static final BigDecimal MONEY_MOST = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Check() {}

    static void name(String name) {
        require(
                !name.isBlank() && name.length() <= NAME_CHARS_MOST,
                "name is a text of 1 to %d characters.".formatted(NAME_CHARS_MOST));
    }

    /// An amount of money, or a factor of one: as many decimals as any supplier prints, and more.
    static void money(String what, BigDecimal amount) {
        require(
                amount.abs().compareTo(MONEY_MOST) < 0,
                "%s lies below 1,000,000; it is %s.".formatted(what, amount));
        decimals(what, amount, DECIMALS_MOST);
    }

    static void decimals(String what, BigDecimal amount, int most) {
        require(
                amount.stripTrailingZeros().scale() <= most,
                "%s has at most %d decimals; it is %s.".formatted(what, most, amount));
    }

    static void percent(BigDecimal percent) {
        require(
                percent.abs().compareTo(HUNDRED) <= 0,
                "percent lies between -100 and 100; it is %s.".formatted(percent));
        decimals("percent", percent, DECIMALS_MOST);
    }

    static void size(String what, Collection<?> list, int most) {
        require(
                list.size() <= most,
                "%s are at most %d; there are %d.".formatted(what, most, list.size()));
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
