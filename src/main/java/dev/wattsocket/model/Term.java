package dev.wattsocket.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A meter in the sum that a virtual meter is: added, or subtracted where `minus`.
public record Term(String meter, boolean minus) {
    private static final String FORM =
            "A formula is meters with + or - between them and a space on each side of it, such as"
                    + " grid + solar - ev";

    public int sign() {
        return minus ? -1 : 1;
    }

    /// Reads `grid + solar - ev`.
    ///
    /// @throws IllegalArgumentException with a sentence, where it is no formula
    public static List<Term> parse(String formula) {
        var words = new ArrayList<>(List.of(formula.strip().split("\\s+")));
        if (!isSign(words.getFirst())) {
            words.addFirst("+");
        }
        if (words.size() % 2 != 0) {
            throw new IllegalArgumentException(FORM + ": after each sign comes a meter.");
        }
        var terms = new ArrayList<Term>();
        for (int i = 0; i < words.size(); i += 2) {
            terms.add(term(words.get(i), words.get(i + 1)));
        }
        check(terms);
        return List.copyOf(terms);
    }

    /// `grid + solar - ev`; empty for no terms.
    public static String print(List<Term> terms) {
        var text = new StringBuilder();
        for (var term : terms) {
            if (!text.isEmpty() || term.minus()) {
                text.append(text.isEmpty() ? "" : " ").append(term.minus() ? "- " : "+ ");
            }
            text.append(term.meter());
        }
        return text.toString();
    }

    private static Term term(String sign, String meter) {
        if (!isSign(sign)) {
            throw new IllegalArgumentException(FORM + ": " + sign + " is no sign.");
        }
        if (!Names.isId(meter)) {
            throw new IllegalArgumentException(FORM + ": " + meter + " is no meter's id.");
        }
        return new Term(meter, sign.equals("-"));
    }

    private static void check(List<Term> terms) {
        if (terms.size() > Meter.TERMS_MAX) {
            throw new IllegalArgumentException(
                    "A formula has at most " + Meter.TERMS_MAX + " meters.");
        }
        var seen = new HashSet<String>();
        for (var term : terms) {
            if (!seen.add(term.meter())) {
                throw new IllegalArgumentException(
                        "A formula names each meter once: " + term.meter() + " is there twice.");
            }
        }
    }

    private static boolean isSign(String word) {
        return word.equals("+") || word.equals("-");
    }
}
