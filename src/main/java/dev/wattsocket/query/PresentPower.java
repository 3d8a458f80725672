package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Term;
import dev.wattsocket.store.SeriesStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The power of meters at a moment, as their last reading tells it. Blocks; any thread.
final class PresentPower {
    /// What was read longer ago says nothing of now.
    private static final long HOLD_MILLIS = 300_000;

    private final Catalog catalog;
    private final SeriesStore store;

    PresentPower(Catalog catalog, SeriesStore store) {
        this.catalog = catalog;
        this.store = store;
    }

    /// The sum of some meters' power in watts; empty where that of one is not known.
    OptionalDouble of(List<String> meters, long nowMillis) {
        var signs = new HashMap<Integer, Integer>();
        for (var meter : meters) {
            for (var term : terms(meter)) {
                var channel = catalog.channel(term.meter(), "power").map(Channel::id);
                if (channel.isEmpty()) {
                    return OptionalDouble.empty();
                }
                signs.merge(channel.get(), term.sign(), Integer::sum);
            }
        }
        return sum(signs, nowMillis);
    }

    private List<Term> terms(String meter) {
        var formula = catalog.meter(meter).map(Meter::formula).orElse(List.of());
        return formula.isEmpty() ? List.of(new Term(meter, false)) : formula;
    }

    private OptionalDouble sum(Map<Integer, Integer> signs, long nowMillis) {
        int[] channels = signs.keySet().stream().mapToInt(Integer::intValue).toArray();
        var last = new HashMap<Integer, Double>();
        store.scan(
                channels,
                nowMillis - HOLD_MILLIS,
                nowMillis + 1,
                (channel, _, watts, _) -> {
                    last.put(channel, watts);
                    return true;
                });
        if (last.isEmpty() || last.size() < signs.size()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (var each : signs.entrySet()) {
            sum += last.getOrDefault(each.getKey(), 0.0) * each.getValue();
        }
        return OptionalDouble.of(sum);
    }
}
