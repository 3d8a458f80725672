package dev.wattsocket.hub;

import java.util.ArrayList;
import java.util.List;

/// Writes `snapshot` and `readings` frames, splitting them where they would grow past FRAME_MAX.
/// Values that follow each other and share meter, time and interval become one reading. Only the
/// last frame of a row carries the position: before it, not everything has been sent.
///
/// Use: `begin`, `value` for each, `end`. Confined to one thread.
final class FrameWriter {
    /// Frames are cut at the first reading that ends behind this.
    static final int FRAME_MAX = 64 * 1024 - 1024;

    private static final byte[] READINGS_OPEN = JsonBytes.ascii("\"readings\":[");
    private static final byte[] INTERVAL = JsonBytes.ascii(",\"interval_ms\":");

    private final JsonBytes json = new JsonBytes(8 * 1024);
    private final List<byte[]> frames = new ArrayList<>();
    private String type = "";
    private String sub = "";
    private String extra = "";
    private String meter = "";
    private long time;
    private int interval;
    private boolean open;
    private boolean empty;
    private boolean bare;

    /// Starts a row of frames. `extra` is JSON that every frame carries, such as `"replay":true,`.
    FrameWriter begin(String frameType, String subscription, String fields) {
        type = frameType;
        sub = subscription;
        extra = fields;
        frames.clear();
        bare = false;
        openFrame();
        return this;
    }

    /// Starts a row of readings without any frame around them; `endBare` answers it.
    void beginBare() {
        json.cut(0);
        bare = true;
        open = false;
        empty = true;
    }

    byte[] endBare() {
        closeReading();
        return json.toBytes();
    }

    void value(ChannelName name, long timeMillis, double value, int intervalSeconds) {
        boolean same =
                open
                        && time == timeMillis
                        && interval == intervalSeconds
                        && meter.equals(name.meter());
        if (!same) {
            closeReading();
            if (!bare && json.length() > FRAME_MAX) {
                frames.add(json.raw("]}").toBytes());
                openFrame();
            }
            openReading(name, timeMillis, intervalSeconds);
        }
        json.raw(name.channelJson()).number(value);
    }

    /// Ends the row; `tail` is JSON that only the last frame carries, beginning with a comma.
    List<byte[]> end(Position position, String tail) {
        closeReading();
        json.raw("],\"position\":").string(position.toString()).raw(tail).raw('}');
        frames.add(json.toBytes());
        return List.copyOf(frames);
    }

    /// Ends the row without a position: nothing can be resumed from here.
    List<byte[]> end() {
        closeReading();
        json.raw("]}");
        frames.add(json.toBytes());
        return List.copyOf(frames);
    }

    private void openFrame() {
        json.cut(0).raw("{\"type\":\"").raw(type).raw("\",\"sub\":").string(sub).raw(',');
        json.raw(extra).raw(READINGS_OPEN);
        open = false;
        empty = true;
    }

    private void openReading(ChannelName name, long timeMillis, int intervalSeconds) {
        if (!empty) {
            json.raw(',');
        }
        json.raw(name.meterJson()).number(timeMillis);
        if (intervalSeconds != 0) {
            json.raw(INTERVAL).number(intervalSeconds * 1000L);
        }
        meter = name.meter();
        time = timeMillis;
        interval = intervalSeconds;
        open = true;
        empty = false;
    }

    private void closeReading() {
        if (open) {
            json.raw('}');
            open = false;
        }
    }
}
