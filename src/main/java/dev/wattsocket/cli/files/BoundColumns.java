package dev.wattsocket.cli.files;

import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Names;
import dev.wattsocket.model.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The map's columns, found in one file: by the names in its header, or by their numbers.
final class BoundColumns {
    /// Where a value comes from. `missing` counts the cells that said so.
    static final class BoundChannel {
        final ChannelPart part;
        final int index;
        long missing;

        BoundChannel(ChannelPart part, int index) {
            this.part = part;
            this.index = index;
        }
    }

    /// A meter of each line: `id`, or where that is empty what stands in column `idIndex`.
    record BoundMeter(String id, int idIndex, List<BoundChannel> channels) {}

    private final List<String> header;
    private final Layout layout;
    final int[] time;
    final int intervalIndex;
    final List<BoundMeter> meters;

    /// @param first the cells of the first line, be it a header or not
    BoundColumns(FileForm.Lines map, List<String> first) {
        layout = map.layout();
        header = first.stream().map(String::trim).toList();
        time = map.time().columns().stream().mapToInt(this::index).toArray();
        intervalIndex = map.time().intervalColumn().map(this::index).orElse(-1);
        meters = map.meters().stream().map(this::bound).toList();
    }

    /// How many columns a line has.
    int count() {
        return header.size();
    }

    private BoundMeter bound(MeterPart meter) {
        return switch (meter) {
            case MeterPart.Fixed fixed -> new BoundMeter(fixed.id(), -1, bound(fixed.channels()));
            case MeterPart.PerLine line -> {
                int id = index(line.id());
                var channels = line.channels();
                yield new BoundMeter("", id, channels.isEmpty() ? others(id) : bound(channels));
            }
        };
    }

    private List<BoundChannel> bound(List<ChannelPart> channels) {
        return channels.stream().map(part -> new BoundChannel(part, index(part.column()))).toList();
    }

    /// Every column that is nothing else is a channel.
    private List<BoundChannel> others(int idIndex) {
        if (!layout.header()) {
            throw new MapException("meters: channels: all needs a header (file.header: true).");
        }
        var taken = new HashSet<>(Set.of(idIndex, intervalIndex));
        for (int index : time) {
            taken.add(index);
        }
        var channels = new ArrayList<BoundChannel>();
        for (int i = 0; i < header.size(); i++) {
            if (!taken.contains(i) && Names.isChannel(header.get(i))) {
                String name = header.get(i);
                var kind = intervalIndex >= 0 ? Kind.INTERVAL : Quantity.of(name).kind();
                channels.add(
                        new BoundChannel(
                                new ChannelPart(
                                        name, new Column.Named(name), kind, 0, 1, Optional.empty()),
                                i));
            }
        }
        return channels;
    }

    private int index(Column column) {
        return switch (column) {
            case Column.Named(var name) -> named(name);
            case Column.Numbered(var number) -> {
                if (number > header.size()) {
                    throw new MapException(
                            "The map names column %d, and the file has %d columns."
                                            .formatted(number, header.size())
                                    + separatorHint());
                }
                yield number - 1;
            }
        };
    }

    private int named(String name) {
        int index = header.indexOf(name);
        if (!layout.header()) {
            throw new MapException(
                    "The map names column \"%s\", but file.header is false: use numbers."
                            .formatted(name));
        }
        if (index < 0) {
            throw new MapException(
                    "The file has no column \"%s\"; its columns are: %s.%s"
                            .formatted(name, String.join(" | ", header), separatorHint()));
        }
        return index;
    }

    private String separatorHint() {
        return header.size() == 1 ? " Is file.separator right?" : "";
    }
}
