package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.model.Channel;
import java.util.List;
import java.util.function.Predicate;

/// Writes stored samples as readings, in the forms that `POST /readings` takes back. Confined to
/// one thread.
final class RawRows implements Moments.Taker {
    enum Format {
        JSON("application/json"),
        NDJSON("application/x-ndjson"),
        CSV("text/csv; charset=utf-8");

        final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }
    }

    private static final int PART_BYTES = 32 * 1024;

    private final String meter;
    private final List<Channel> channels;
    private final Format format;
    private final Predicate<JsonBytes> send;
    private final JsonBytes out = new JsonBytes(PART_BYTES + 4096);
    private boolean any;
    private boolean wanted = true;

    /// @param send takes what is written so far; answers whether more is wanted
    RawRows(String meter, List<Channel> channels, Format format, Predicate<JsonBytes> send) {
        this.meter = meter;
        this.channels = channels;
        this.format = format;
        this.send = send;
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
    public boolean take(long time, long interval, double[] values, boolean[] present) {
        if (format == Format.CSV) {
            writeCsv(time, interval, values, present);
        } else {
            writeJson(time, interval, values, present);
        }
        any = true;
        if (out.length() > PART_BYTES) {
            wanted = wanted && send.test(out);
            out.cut(0);
        }
        return wanted;
    }

    void end() {
        if (format == Format.JSON) {
            out.raw("]}");
        }
        wanted = wanted && send.test(out);
    }

    private void writeCsv(long time, long interval, double[] values, boolean[] present) {
        out.raw(meter).raw(',').number(time).raw(',');
        if (interval > 0) {
            out.number(interval);
        }
        for (int i = 0; i < values.length; i++) {
            out.raw(',');
            if (present[i]) {
                out.number(values[i]);
            }
        }
        out.raw("\r\n");
    }

    private void writeJson(long time, long interval, double[] values, boolean[] present) {
        if (any && format == Format.JSON) {
            out.raw(',');
        }
        out.raw("{\"meter\":").string(meter).raw(",\"time\":").number(time);
        if (interval > 0) {
            out.raw(",\"interval_ms\":").number(interval);
        }
        for (int i = 0; i < values.length; i++) {
            if (present[i]) {
                out.raw(",\"").raw(channels.get(i).name()).raw("\":").number(values[i]);
            }
        }
        out.raw(format == Format.JSON ? "}" : "}\n");
    }
}
