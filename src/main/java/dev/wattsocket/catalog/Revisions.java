package dev.wattsocket.catalog;

import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import java.util.List;

/// The part of the catalog that keeps what people entered about readings: meter exchanges and
/// corrections. Nothing of it is ever forgotten while its meter is there; what was undone says so.
///
/// Any thread; reads are answered from memory, writes are durable when they return.
public interface Revisions {
    /// Exchanges of one meter, and corrections of one meter, those that were undone included.
    int EXCHANGES_MAX = 1_000;

    int CORRECTIONS_MAX = 10_000;

    /// All exchanges of a meter, the first entered first.
    List<Exchange> exchanges(String meter);

    /// All corrections of a meter, the first entered first.
    List<Correction> corrections(String meter);

    /// Adds an exchange and answers it with its number. Throws where there is no such register, or
    /// one stands at that time already.
    Exchange add(Exchange entered);

    /// Marks an exchange as undone; one that is already stays as it is.
    Exchange undoExchange(String meter, long id, long nowMillis);

    /// Adds a correction and answers it with its number. It is unsettled until `settled` says that
    /// the series store follows it.
    Correction add(Correction entered);

    /// Marks a correction as undone; it is unsettled then. Throws where a later one of the same
    /// value stands.
    Correction undoCorrection(String meter, long id, long nowMillis);

    /// Corrections that the series store may not follow yet, the first entered first.
    List<Correction> unsettled();

    /// The series store follows this correction, or its undoing.
    void settled(Correction correction);
}
