package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.model.Channel;
import dev.wattsocket.store.SeriesStore;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Writes stored samples as readings: the values of one instant are one row. Confined to one
/// thread.
final class RawRows implements SeriesStore.Visitor {
    enum Format {
        JSON,
        NDJSON,
        CSV
    }

    private static final int PART_BYTES = 32 * 1024;

    private final String meter;
    private final List<Channel> channels;
    private final Format format;
    private final Predicate<JsonBytes> send;
    private final JsonBytes out = new JsonBytes(PART_BYTES + 4096);
    private final int[] placeOfChannel;
    private final double[] values;
    private final boolean[] present;
    private long time;
    private int interval;
    private boolean open;
    private boolean any;
    private boolean wanted = true;

    /// @param send takes what is written so far; answers whether more is wanted
    RawRows(String meter, List<Channel> channels, Format format, Predicate<JsonBytes> send) {
        this.meter = meter;
        this.channels = channels;
        this.format = format;
        this.send = send;
        this.values = new double[channels.size()];
        this.present = new boolean[channels.size()];
        this.placeOfChannel = new int[channels.stream().mapToInt(Channel::id).max().orElse(0) + 1];
        for (int i = 0; i < channels.size(); i++) {
            placeOfChannel[channels.get(i).id()] = i;
        }
    }

    String contentType() {
        return switch (format) {
            case JSON -> "application/json";
            case NDJSON -> "application/x-ndjson";
            case CSV -> "text/csv; charset=utf-8";
        };
    }

    void begin() {
        if (format == Format.JSON) {
            out.raw("{\"meter\":").string(meter).raw(",\"readings\":[");
        } else if (format == Format.CSV) {
            out.raw("meter,time,interval_ms");
            for (var channel : channels) {
                out.raw(',').raw(channel.name());
            }
            out.raw("\r\n");
        }
    }

    @Override
    public boolean visit(int channel, long timeMillis, double value, int intervalSeconds) {
        if (open && (timeMillis != time || intervalSeconds != interval)) {
            writeRow();
        }
        open = true;
        time = timeMillis;
        interval = intervalSeconds;
        values[placeOfChannel[channel]] = value;
        present[placeOfChannel[channel]] = true;
        return wanted;
    }

    void end() {
        if (open) {
            writeRow();
        }
        if (format == Format.JSON) {
            out.raw("]}");
        }
        wanted = wanted && send.test(out);
    }

    private void writeRow() {
        if (format == Format.CSV) {
            writeCsv();
        } else {
            writeJson();
        }
        any = true;
        open = false;
        Arrays.fill(present, false);
        if (out.length() > PART_BYTES) {
            wanted = wanted && send.test(out);
            out.cut(0);
        }
    }

    private void writeCsv() {
        out.raw(meter).raw(',').number(time).raw(',');
        if (interval > 0) {
            out.number(interval * 1000L);
        }
        for (int i = 0; i < values.length; i++) {
            out.raw(',');
            if (present[i]) {
                out.number(values[i]);
            }
        }
        out.raw("\r\n");
    }

    private void writeJson() {
        if (any && format == Format.JSON) {
            out.raw(',');
        }
        out.raw("{\"meter\":").string(meter).raw(",\"time\":").number(time);
        if (interval > 0) {
            out.raw(",\"interval_ms\":").number(interval * 1000L);
        }
        for (int i = 0; i < values.length; i++) {
            if (present[i]) {
                out.raw(",\"").raw(channels.get(i).name()).raw("\":").number(values[i]);
            }
        }
        out.raw(format == Format.JSON ? "}" : "}\n");
    }
}
