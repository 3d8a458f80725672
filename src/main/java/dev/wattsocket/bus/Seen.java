package dev.wattsocket.bus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What this node has of each origin, site by site. A chain is what one origin published of one
/// site: known without a hole after one of its offsets and up to another. Confined to the live
/// loop.
public final class Seen {
    /// Origins of a site; of more, the one that was silent for longest is forgotten.
    static final int ORIGINS_MAX = 32;

    /// Origins that were silent for so long are forgotten.
    public static final long SILENT_MILLIS_MAX = 3_600_000;

    /// What was stored is published within a fraction of it.
    private static final int UNSURE_SECONDS = 2;

    /// Where a position says which life of the log it is of.
    private static final String LIFE = "*";

    private final String epoch;
    private final int markEvery;
    private final Map<String, Site> sites = new HashMap<>();
    private int chains;

    /// @param epoch this node's
    /// @param recentMax updates that are kept for who comes back
    public Seen(String epoch, int recentMax) {
        this.epoch = epoch;
        this.markEvery = Math.max(1, recentMax / Chain.MARKS_MAX);
    }

    /// What a message is, after those before it.
    public enum Step {
        NEXT,
        KNOWN,
        /// Something before it is missing.
        GAP
    }

    private static final class Site {
        private final Map<String, Chain> chains = new HashMap<>();
        private boolean followed;
        private boolean fresh;
        private boolean listed;
        private int unsure;
        private final Map<Integer, Long> unclaimed = new HashMap<>();
        private long own;
        private long wholeSince;
        private long life;
        private int staleTimes;
        private @Nullable String text;

        void stale() {
            fresh = false;
            staleTimes++;
        }
    }

    public String epoch() {
        return epoch;
    }

    /// A site is followed from now on, but not loaded yet.
    public void follow(String site) {
        var known = site(site);
        known.followed = true;
        known.stale();
    }

    public void unfollow(String site) {
        var known = site(site);
        known.followed = false;
        known.stale();
    }

    public boolean isFollowed(String site) {
        return sites.containsKey(site) && site(site).followed;
    }

    /// Sites that are followed.
    public Set<String> followed() {
        var all = new HashSet<String>();
        sites.forEach((id, site) -> {
            if (site.followed) {
                all.add(id);
            }
        });
        return all;
    }

    /// Nothing of a site that is followed is missing here, as far as anybody can know.
    public boolean isFresh(String site) {
        return sites.containsKey(site) && site(site).fresh;
    }

    /// The connection to the others was lost: each site has to be loaded anew.
    public void stale() {
        sites.values().forEach(Site::stale);
    }

    /// Which life of a site's log this is. With another one than before nobody can say what viewers
    /// have of each origin: all begin anew, and positions of the life before are lost. Answers
    /// whether it is another one.
    public boolean live(String siteId, long life, long localOffset) {
        var site = site(siteId);
        boolean isOther = site.life != 0 && site.life != life;
        if (isOther) {
            site.chains.clear();
            site.wholeSince = localOffset;
        }
        if (site.life != life) {
            site.life = life;
            site.text = null;
        }
        return isOther;
    }

    /// Something of a site is missing until it is fresh again.
    public void stale(String site) {
        site(site).stale();
    }

    /// How often something of a site was missing.
    public int staleTimes(String site) {
        return site(site).staleTimes;
    }

    /// Something of a site came in after what is newer: who was at this node before then cannot be
    /// sent it in order.
    public void breakOff(String site, long localOffset) {
        site(site).wholeSince = localOffset;
    }

    /// A site has been loaded. `localOffset` is how far this node is.
    public void fresh(String site, long localOffset) {
        var known = site(site);
        known.fresh = known.followed;
        if (!known.listed) {
            known.listed = true;
            known.wholeSince = localOffset;
            known.text = null;
        }
    }

    /// An origin of a site fell silent, and what the store has of it has been taken in.
    public void giveUp(String siteId, String origin, long localOffset) {
        var site = site(siteId);
        var chain = site.chains.get(origin);
        if (chain != null) {
            chain.giveUp(localOffset);
            site.text = null;
        }
    }

    /// These readings of a site came out of the store, and no origin has said that they are its
    /// own. Until it does, or newer ones have come, nobody can say where a viewer stands: one may
    /// have seen them elsewhere or not. Those before a time are known to be of long ago.
    public void unclaimed(String site, Updates stored, long sinceMillis) {
        var known = site(site);
        var samples = stored.samples();
        for (int i = 0; i < stored.readings(); i++) {
            known.unsure = UNSURE_SECONDS;
            if (samples.timeMillis(i) >= sinceMillis && !Double.isNaN(samples.value(i))) {
                known.unclaimed.put(samples.channel(i), samples.timeMillis(i));
            }
        }
    }

    /// An origin is further than this node: what came out of the store may be of it.
    public void stillUnsure(String site) {
        var known = site(site);
        if (known.unsure > 0) {
            known.unsure = UNSURE_SECONDS;
        }
    }

    /// A second has passed in which all that was on its way should have arrived.
    public void aSecondPassed() {
        sites.values().forEach(site -> site.unsure = Math.max(0, site.unsure - 1));
    }

    /// A reading of this site, taken in here, moved the live state.
    public void own(String site, long offset, int channel, long timeMillis) {
        var known = site(site);
        known.own = offset;
        known.text = null;
        claim(known, channel, timeMillis);
    }

    public Step step(Message message) {
        var chain = site(message.site()).chains.get(message.epoch());
        if (message.epoch().equals(epoch)) {
            return Step.KNOWN;
        }
        if (chain == null) {
            return message.previous() == 0 ? Step.NEXT : Step.GAP;
        }
        if (message.last() <= chain.last()) {
            return Step.KNOWN;
        }
        return message.previous() <= chain.last() ? Step.NEXT : Step.GAP;
    }

    /// The last offset of an origin that this node has of a site; 0 where it has none.
    public long last(String site, String origin) {
        var chain = site(site).chains.get(origin);
        return chain == null ? 0 : chain.last();
    }

    /// The number of an origin's chain of a site.
    public int chain(String site, String origin) {
        return chainOf(site(site), origin).id();
    }

    /// A message was taken in; before it this node was at `before`, after it at `after`.
    public void advance(Message message, long before, long after, long nowNanos) {
        var site = site(message.site());
        var chain = chainOf(site, message.epoch());
        if (message.isConflated()) {
            chain.begin(message.last(), after, nowNanos);
            site.wholeSince = after;
        } else {
            chain.advance(message.last(), before, after, nowNanos);
        }
        var samples = message.samples();
        for (int i = 0; i < samples.size() && !site.unclaimed.isEmpty(); i++) {
            claim(site, samples.channel(i), samples.timeMillis(i));
        }
        site.text = null;
    }

    /// Everything of an origin up to `last` is history that is not known here.
    public void lose(String siteId, String origin, long last, long localOffset, long nowNanos) {
        var site = site(siteId);
        chainOf(site, origin).begin(last, localOffset, nowNanos);
        site.wholeSince = localOffset;
        site.text = null;
    }

    /// Whether all that came since an offset of this node is known here.
    public boolean isWholeSince(String site, long localOffset) {
        return !sites.containsKey(site) || site(site).wholeSince <= localOffset;
    }

    /// What a position says of a site; empty where this node can't tell.
    public String text(String siteId) {
        var site = sites.get(siteId);
        if (site == null || !site.fresh || isUnsure(site)) {
            return "";
        }
        String known = site.text;
        if (known == null) {
            var text = new StringBuilder().append(';').append(siteId);
            text.append(',').append(LIFE).append(':').append(site.life);
            if (site.own > 0) {
                text.append(',').append(epoch).append(':').append(2 * site.own);
            }
            site.chains.forEach((origin, chain) ->
                    text.append(',').append(origin).append(':').append(chain.stand()));
            known = text.toString();
            site.text = known;
        }
        return known;
    }

    /// How to go on with a site for a viewer who was sent each origin up to a stand. While
    /// something of the site may be missing here, what comes of it later may be what the viewer
    /// has.
    public Reach reach(String siteId, Map<String, Long> sent, long localOffset) {
        var site = sites.get(siteId);
        if (site == null
                || !site.fresh
                || isUnsure(site)
                || sent.getOrDefault(LIFE, 0L) != site.life
                || isUnheard(site, sent)) {
            return new Reach.Lost();
        }
        for (var origin : sent.entrySet()) {
            var chain = site.chains.get(origin.getKey());
            long stand = chain == null ? 0 : chain.stand();
            boolean isOther = !origin.getKey().equals(epoch) && !origin.getKey().equals(LIFE);
            if (isOther && origin.getValue() > stand) {
                return new Reach.Ahead();
            }
        }
        var passed = new HashMap<Integer, Long>();
        long own = sent.getOrDefault(epoch, 0L);
        if (own % 2 != 0) {
            // Others gave this node up, and read from the store what it had not told.
            return new Reach.Lost();
        }
        long after = own >= 2 * site.own ? localOffset : own / 2;
        for (var each : site.chains.entrySet()) {
            var chain = each.getValue();
            long upTo = sent.getOrDefault(each.getKey(), 0L);
            passed.put(chain.id(), upTo);
            if (upTo >= chain.stand()) {
                continue;
            }
            var local = chain.localAfter(upTo);
            if (local.isEmpty()) {
                return new Reach.Lost();
            }
            after = Math.min(after, local.get());
        }
        return new Reach.After(after, passed, Map.of(siteId, own), chains);
    }

    /// Forgets origins that were silent for long.
    public void forgetSilent(long nowNanos) {
        long before = nowNanos - TimeUnit.MILLISECONDS.toNanos(SILENT_MILLIS_MAX);
        for (var site : sites.values()) {
            if (site.chains.values().removeIf(chain -> chain.heardNanos() < before)) {
                site.text = null;
            }
        }
    }

    private static void claim(Site known, int channel, long timeMillis) {
        var unclaimed = known.unclaimed.get(channel);
        if (unclaimed != null && unclaimed <= timeMillis) {
            known.unclaimed.remove(channel);
            if (unclaimed < timeMillis) {
                // Its own origin may be just about to publish it.
                known.unsure = UNSURE_SECONDS;
            }
        }
    }

    /// Whether where the viewer was nothing had been heard of this node: what was stored here was
    /// there all the same, if it was read from the store.
    private boolean isUnheard(Site site, Map<String, Long> sent) {
        return site.own > 0 && !sent.containsKey(epoch);
    }

    private static boolean isUnsure(Site site) {
        return site.unsure > 0 || !site.unclaimed.isEmpty();
    }

    private Site site(String id) {
        return sites.computeIfAbsent(id, _ -> new Site());
    }

    private Chain chainOf(Site site, String origin) {
        var known = site.chains.get(origin);
        if (known != null) {
            return known;
        }
        if (site.chains.size() >= ORIGINS_MAX) {
            silentest(site).ifPresent(site.chains::remove);
        }
        chains++;
        var chain = new Chain(chains, markEvery);
        site.chains.put(origin, chain);
        return chain;
    }

    private static Optional<String> silentest(Site site) {
        return site.chains.entrySet().stream()
                .min((a, b) -> Long.compare(a.getValue().heardNanos(), b.getValue().heardNanos()))
                .map(Map.Entry::getKey);
    }
}
