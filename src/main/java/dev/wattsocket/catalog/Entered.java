package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Catalog.Aspect;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/// What was entered for meters, in memory. Any thread reads; one at a time changes it.
final class Entered {
    private final Map<String, List<Exchange>> exchanges = new ConcurrentHashMap<>();
    private final Map<String, List<Correction>> corrections = new ConcurrentHashMap<>();
    private final Set<Long> unsettled = ConcurrentHashMap.newKeySet();

    List<Exchange> exchanges(String meter) {
        return exchanges.getOrDefault(meter, List.of());
    }

    List<Correction> corrections(String meter) {
        return corrections.getOrDefault(meter, List.of());
    }

    List<Correction> unsettled() {
        return corrections.values().stream()
                .flatMap(List::stream)
                .filter(each -> unsettled.contains(each.id()))
                .sorted(Comparator.comparingLong(Correction::id))
                .toList();
    }

    /// Adds these or replaces what is known of them.
    void putExchanges(String meter, List<Exchange> all) {
        exchanges.merge(meter, all, (known, more) -> with(known, more, Exchange::id));
    }

    void putCorrections(String meter, List<Correction> all) {
        corrections.merge(meter, all, (known, more) -> with(known, more, Correction::id));
    }

    void unsettle(long correction) {
        unsettled.add(correction);
    }

    void settle(long correction) {
        unsettled.remove(correction);
    }

    void forget(String meter) {
        exchanges.remove(meter);
        corrections(meter).forEach(each -> unsettled.remove(each.id()));
        corrections.remove(meter);
    }

    /// Takes in all that these say.
    void take(Entered fresh, News news) {
        fresh.exchanges.forEach((meter, all) -> {
            putExchanges(meter, all);
            news.meter(meter, Aspect.EXCHANGES);
        });
        fresh.corrections.forEach((meter, all) -> {
            for (var each : all) {
                if (fresh.unsettled.contains(each.id())) {
                    unsettled.add(each.id());
                } else {
                    unsettled.remove(each.id());
                }
            }
            putCorrections(meter, all);
            news.meter(meter, Aspect.CORRECTIONS);
        });
    }

    private static <T> List<T> with(List<T> known, List<T> more, ToLongFunction<T> idOf) {
        var all = new ArrayList<>(known);
        for (var each : more) {
            long id = idOf.applyAsLong(each);
            boolean isNew = all.isEmpty() || idOf.applyAsLong(all.getLast()) < id;
            if (isNew) {
                all.add(each);
            } else {
                all.replaceAll(old -> idOf.applyAsLong(old) == id ? each : old);
            }
        }
        return List.copyOf(all);
    }
}
