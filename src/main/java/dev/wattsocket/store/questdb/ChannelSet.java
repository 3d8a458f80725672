package dev.wattsocket.store.questdb;

import java.util.Arrays;

/// A set of channel ids, which are small numbers. Confined to one thread.
final class ChannelSet {
    private long[] words;

    ChannelSet() {
        words = new long[4];
    }

    static ChannelSet of(int[] channels) {
        var set = new ChannelSet();
        for (int channel : channels) {
            set.add(channel);
        }
        return set;
    }

    boolean has(int channel) {
        int word = channel >> 6;
        return word >= 0 && word < words.length && (words[word] >>> channel & 1) != 0;
    }

    /// False where it was there already.
    boolean add(int channel) {
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
