package dev.wattsocket.cli.files;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What kind of file it is, and what in it means what.
sealed interface FileForm {
    /// The meters that the file speaks of.
    List<MeterPart> meters();

    /// The zone of the file's times; empty where each has its offset with it.
    Optional<ZoneId> zone();

    /// Lines of text, cut into columns.
    record Lines(Layout layout, TimePart time, List<MeterPart> meters) implements FileForm {
        @Override
        public Optional<ZoneId> zone() {
            return time.zone();
        }
    }

    /// A market document of ENTSO-E, all of which is one channel of one meter.
    ///
    /// @param channel empty for the one that fits what the document has
    /// @param sequence the auction, where a document has several
    /// @param resolution the steps, where a document has several lengths of one time
    record Market(
            MeterPart.Fixed meter,
            Optional<String> channel,
            Optional<Integer> sequence,
            Optional<Duration> resolution)
            implements FileForm {
        @Override
        public List<MeterPart> meters() {
            return List.of(meter);
        }

        @Override
        public Optional<ZoneId> zone() {
            return Optional.empty();
        }
    }
}
