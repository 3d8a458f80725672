package dev.wattsocket.cli.files;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads times whose pattern is of digits only, such as `d/M/yyyy HH:mm:ss`: one letter takes one
/// or more digits where they end by themselves, several letters take exactly so many.
final class DigitClock {
    // No letter follows its own run: MMM is a month's name, and not two digits and one.
    private static final Pattern SUPPORTED =
            Pattern.compile(
                    "(?:yyyy(?!y)|uuuu(?!u)|MM?(?!M)|dd?(?!d)|HH?(?!H)|mm?(?!m)|ss?(?!s)"
                            + "|S{1,9}(?!S)|'T'|[^a-zA-Z'\\[\\]{}#])+");
    private static final String LETTERS = "yMdHmsS";
    private static final int DIGITS_MAX = 9;

    private final String pattern;

    private DigitClock(String pattern) {
        this.pattern = pattern;
    }

    static Optional<DigitClock> of(String format) {
        if (!SUPPORTED.matcher(format).matches() || !format.contains("d")) {
            return Optional.empty();
        }
        return Optional.of(new DigitClock(format.replace("'T'", "T").replace('u', 'y')));
    }

    LocalDateTime read(String text) {
        var fields = new int[LETTERS.length()];
        fields[1] = 1;
        fields[2] = 1;
        int at = 0;
        for (int i = 0; i < pattern.length(); ) {
            char letter = pattern.charAt(i);
            int field = LETTERS.indexOf(letter);
            if (field < 0) {
                if (at >= text.length() || text.charAt(at) != letter) {
                    throw wrong(text);
                }
                at++;
                i++;
                continue;
            }
            int letters = run(i);
            int end = digitsEnd(text, at, letters == 1 ? DIGITS_MAX : letters);
            if (end == at || (letters > 1 && end - at != letters)) {
                throw wrong(text);
            }
            fields[field] = Integer.parseInt(text, at, end, 10);
            if (letter == 'S') {
                fields[field] *= (int) Math.pow(10, DIGITS_MAX - (end - at));
            }
            at = end;
            i += letters;
        }
        if (at != text.length()) {
            throw wrong(text);
        }
        return time(fields);
    }

    private static LocalDateTime time(int[] f) {
        // Some write the end of a day as 24:00 of the day that ends.
        boolean endOfDay = f[3] == 24 && f[4] == 0 && f[5] == 0 && f[6] == 0;
        var time = LocalDateTime.of(f[0], f[1], f[2], endOfDay ? 0 : f[3], f[4], f[5], f[6]);
        return endOfDay ? time.plusDays(1) : time;
    }

    private int run(int from) {
        int end = from;
        while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(from)) {
            end++;
        }
        return end - from;
    }

    private static int digitsEnd(String text, int from, int most) {
        int end = from;
        while (end < text.length() && end - from < most && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private DateTimeException wrong(String text) {
        return new DateTimeException("not like " + pattern + ": " + text);
    }
}
