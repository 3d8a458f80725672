package dev.wattsocket.ingest;

import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.model.Reading;
import java.util.List;

/// Readings on their way through the intake, with what could not even be read beside them.
///
/// `text` is the start of the message that they came in, for "what did my device just send?"; empty
/// where nobody will ask. `maker` counts what one sender may make in the catalog.
public record Submission(
        Wire wire,
        List<Reading> readings,
        List<Refusal> unread,
        String text,
        Maker maker,
        int valueCount,
        Intake.Answer answer) {

    /// How much of a message is kept.
    public static final int TEXT_MAX = 2_048;

    public static Submission of(Wire wire, List<Reading> readings, Intake.Answer answer) {
        return of(wire, readings, List.of(), "", new Maker(Integer.MAX_VALUE), answer);
    }

    public static Submission of(
            Wire wire,
            List<Reading> readings,
            List<Refusal> unread,
            String text,
            Maker maker,
            Intake.Answer answer) {
        int values = 1;
        for (var reading : readings) {
            values += reading.values().size();
        }
        return new Submission(wire, readings, unread, text, maker, values, answer);
    }
}
