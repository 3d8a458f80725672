package dev.wattsocket.ingest.json;

import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.model.Reading;
import java.util.ArrayList;
import java.util.List;

/// Readings as they were decoded, with what could not be read beside them. An unreadable reading
/// keeps its place in the list, without a meter. Confined to one thread.
public final class Readings {
    private final List<Reading> readings = new ArrayList<>();
    private final List<Refusal> unread = new ArrayList<>();
    private int values;

    public List<Reading> readings() {
        return readings;
    }

    public List<Refusal> unread() {
        return unread;
    }

    public int size() {
        return readings.size();
    }

    /// Values of all readings.
    public int values() {
        return values;
    }

    public void add(Reading reading) {
        readings.add(reading);
        values += reading.values().size();
    }

    /// Adds a refusal to the reading that is decoded next.
    public void refuse(Refusal refusal) {
        unread.add(refusal);
    }

    /// Adds a place for a reading that could not be read at all.
    public void addUnreadable(Refusal refusal) {
        unread.add(refusal);
        readings.add(new Reading("", "", Reading.NO_TIME, 0, List.of()));
    }
}
