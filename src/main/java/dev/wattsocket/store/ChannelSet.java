package dev.wattsocket.store;

import java.util.Arrays;

/// A set of channel ids, which are small numbers. Confined to one thread.
public final class ChannelSet {
    private long[] words;

    public ChannelSet() {
        words = new long[4];
    }

    public static ChannelSet of(int[] channels) {
        var set = new ChannelSet();
        for (int channel : channels) {
            set.add(channel);
        }
        return set;
    }

    public boolean has(int channel) {
        int word = channel >> 6;
        return word >= 0 && word < words.length && (words[word] >>> channel & 1) != 0;
    }

    /// False where it was there already.
    public boolean add(int channel) {
        if (has(channel)) {
            return false;
        }
        int word = channel >> 6;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
        }
        words[word] |= 1L << channel;
        return true;
    }
}
