package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Readings of a data folder.
final class LocalSource implements ExportSource {
    private final LocalTarget target;

    LocalSource(LocalTarget target) {
        this.target = target;
    }

    @Override
    public List<String> channels(ExportWanted wanted) {
        var names = new ArrayList<String>();
        for (var meter : wanted.meters()) {
            for (var channel : channels(meter, wanted)) {
                if (!names.contains(channel.name())) {
                    names.add(channel.name());
                }
            }
        }
        return names;
    }

    @Override
    public void read(ExportWanted wanted, Writer into) throws IOException {
        for (var id : wanted.meters()) {
            read(id, wanted, into);
        }
    }

    @Override
    public void close() {
        target.close();
    }

    private void read(String id, ExportWanted wanted, Writer into) throws IOException {
        var channels = channels(id, wanted);
        var zone =
                target.catalog()
                        .meter(id)
                        .flatMap(meter -> target.site(meter.site()))
                        .orElseThrow()
                        .zone();
        var rows = new Rows(id, channels, into);
        try {
            target.store()
                    .scan(
                            channels.stream().mapToInt(Channel::id).toArray(),
                            wanted.fromMillis(zone),
                            wanted.toMillis(zone),
                            rows::add);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
        rows.end();
    }

    private List<Channel> channels(String id, ExportWanted wanted) {
        if (target.catalog().meter(id).isEmpty()) {
            throw new Failure("There is no meter " + id + ".");
        }
        var channels =
                target.catalog().channels(id).stream()
                        .filter(channel -> wanted.wants(channel.name()))
                        .toList();
        if (channels.isEmpty()) {
            throw new Failure("Meter %s has none of these channels.".formatted(id));
        }
        return channels;
    }

    /// Puts the values of one time and length together into one reading.
    private static final class Rows {
        private final String meter;
        private final Map<Integer, String> names = new HashMap<>();
        private final Writer into;
        private List<Reading.Value> values = new ArrayList<>();
        private long time;
        private int seconds;

        Rows(String meter, List<Channel> channels, Writer into) {
            this.meter = meter;
            this.into = into;
            channels.forEach(channel -> names.put(channel.id(), channel.name()));
        }

        boolean add(int channel, long timeMillis, double value, int intervalSeconds) {
            if (timeMillis != time || intervalSeconds != seconds) {
                flush();
                time = timeMillis;
                seconds = intervalSeconds;
            }
            values.add(new Reading.Value(Objects.requireNonNull(names.get(channel)), value));
            return true;
        }

        void end() {
            flush();
        }

        private void flush() {
            if (values.isEmpty()) {
                return;
            }
            try {
                into.write(new Reading(meter, "", time, seconds * 1000L, values));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            values = new ArrayList<>();
        }
    }
}
