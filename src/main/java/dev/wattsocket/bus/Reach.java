package dev.wattsocket.bus;

import java.util.Map;

/// How a viewer who was sent a part of each origin can be sent the rest.
public sealed interface Reach {
    /// All of it came after `offset` of this node: of each chain what is behind the given stand,
    /// and everything of chains that began later than `latestChain`; `own` are the stands of what
    /// came in here, by site.
    record After(long offset, Map<Integer, Long> sent, Map<String, Long> own, int latestChain)
            implements Reach {

        /// For a viewer that was at this node.
        public After(long offset) {
            this(offset, Map.of(), Map.of(), Integer.MAX_VALUE);
        }

        /// Whether the viewer was at another node.
        public boolean isFromElsewhere() {
            return latestChain < Integer.MAX_VALUE;
        }

        public After from(long later) {
            return new After(later, sent, own, latestChain);
        }

        /// Whether an update of a chain is one that the viewer was not sent at another node.
        public boolean lacks(String site, int chain, long originOffset) {
            if (chain == Origin.NO_CHAIN) {
                return false;
            }
            if (chain == Origin.HERE_CHAIN) {
                return 2 * originOffset > own.getOrDefault(site, 0L);
            }
            var upTo = sent.get(chain);
            return upTo == null ? chain > latestChain : 2 * originOffset > upTo;
        }
    }

    /// The viewer has seen more of some origin than this node.
    record Ahead() implements Reach {}

    /// Some of it is not known here any more.
    record Lost() implements Reach {}
}
