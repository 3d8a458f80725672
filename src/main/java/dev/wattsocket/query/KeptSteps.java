package dev.wattsocket.query;

import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Channel;
import dev.wattsocket.rollup.Rollups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Steps that are kept until a sample of their series comes: prices are read for weeks and change
/// rarely. Confined to one thread.
final class KeptSteps implements StepSource {
    private static final long AHEAD_MILLIS = 86_400_000;

    private final Rollups rollups;
    private final StepSource stored;
    private final Map<Channel, Kept> kept = new HashMap<>();

    KeptSteps(Rollups rollups, StepSource stored) {
        this.rollups = rollups;
        this.stored = stored;
    }

    private record Kept(long appended, long from, long to, Steps steps) {
        boolean covers(long begin, long end) {
            return from <= begin && end <= to;
        }
    }

    @Override
    public Steps read(Channel channel, long from, long to) {
        long appended = rollups.standing(List.of(channel)).appended();
        var known =
                Optional.ofNullable(kept.get(channel)).filter(each -> each.appended() == appended);
        if (known.isPresent() && known.get().covers(from, to)) {
            return known.get().steps();
        }
        long begin = known.map(each -> Math.min(from, each.from())).orElse(from);
        // Time goes on: who asks for now will ask for a moment later next.
        long ahead = to + AHEAD_MILLIS;
        long end = known.map(each -> Math.max(ahead, each.to())).orElse(ahead);
        var fresh = new Kept(appended, begin, end, stored.read(channel, begin, end));
        kept.put(channel, fresh);
        return fresh.steps();
    }
}
