package dev.wattsocket.live;

import dev.wattsocket.model.Samples;
import java.util.function.Consumer;

/// Reads what the store has as the newest sample of each channel of a site. Returns at once; the
/// answer may come on any thread, and comes so late that what was stored when it was read has been
/// told to the other nodes too.
public interface StoredNewest {
    void of(String site, Consumer<Stored> answer);

    /// The newest samples of these channels; nothing of neither where the store could not be read.
    record Stored(int[] channels, Samples newest) {
        public static final Stored NOTHING = new Stored(new int[0], Samples.NONE);
    }
}
