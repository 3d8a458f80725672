package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Samples;
import java.util.Map;
import java.util.TreeMap;

/// From when to when the samples of a batch are, channel by channel, in the order of their numbers.
record Spans(Integer[] channels, Long[] first, Long[] last, Long[] longest) {

    static Spans of(Samples all) {
        Map<Integer, long[]> spans = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            long time = all.timeMillis(i);
            long length = all.intervalSeconds(i) * 1000L;
            var span = spans.computeIfAbsent(all.channel(i), _ -> new long[] {time, time, length});
            span[0] = Math.min(span[0], time);
            span[1] = Math.max(span[1], time);
            span[2] = Math.max(span[2], length);
        }
        return new Spans(
                spans.keySet().toArray(Integer[]::new),
                spans.values().stream().map(span -> span[0]).toArray(Long[]::new),
                spans.values().stream().map(span -> span[1]).toArray(Long[]::new),
                spans.values().stream().map(span -> span[2]).toArray(Long[]::new));
    }

    boolean isEmpty() {
        return channels.length == 0;
    }

    /// The quarter hour that a channel's last sample is in.
    Long[] quarters() {
        var quarters = new Long[last.length];
        for (int i = 0; i < quarters.length; i++) {
            quarters[i] = last[i] - Math.floorMod(last[i], Resolution.QUARTER.millis());
        }
        return quarters;
    }
}
