package dev.wattsocket.cli.files;

import dev.wattsocket.model.Role;
import java.util.List;
import java.util.Optional;

/// What lines say about meters.
public sealed interface MeterPart {
    List<ChannelPart> channels();

    /// One meter, whose channels are columns of every line.
    record Fixed(
            String id,
            Optional<String> name,
            Optional<Role> role,
            Optional<String> parent,
            List<ChannelPart> channels)
            implements MeterPart {}

    /// A meter that each line names in a column. `channels` is empty where every other column is a
    /// channel, under the name and in the unit of the header.
    record PerLine(Column id, List<ChannelPart> channels) implements MeterPart {}
}
