package dev.wattsocket.ingest.entsoe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A `TimeSeries` of a document as it is written. Filled while it is read; confined to one thread.
final class Series {
    /// What the curve type says of a position that is left out.
    private static final String REPEATS = "A03";

    final int number;
    final long line;
    String sequence = "";
    String curve = "";
    String currency = "";
    String priceUnit = "";
    String quantityUnit = "";
    boolean hasPrices;
    final List<Period> periods = new ArrayList<>();

    Series(int number, long line) {
        this.number = number;
        this.line = line;
    }

    /// Whether a position that is left out has the value of the one before it.
    boolean repeats() {
        return curve.equals(REPEATS);
    }

    /// Which auction this is the outcome of; documents with only one do not say.
    int auction() {
        return sequence.matches("\\d{1,6}") ? Integer.parseInt(sequence) : 1;
    }

    /// What its numbers measure; empty for a unit that is not understood.
    Optional<Measure> measure() {
        return hasPrices ? Measure.ofPrice(priceUnit) : Measure.ofQuantity(quantityUnit);
    }

    String unit() {
        return hasPrices ? priceUnit : quantityUnit;
    }
}
