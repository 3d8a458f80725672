package dev.wattsocket.cli.transfer;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Brings what people entered about readings from one catalog into another, in the order in which
/// it was entered; its numbers may be others there. Confined to one thread.
final class RevisionsCopy {
    private final Catalog from;
    private final Catalog to;

    RevisionsCopy(Catalog from, Catalog to) {
        this.from = from;
        this.to = to;
    }

    /// Whether the target holds of a meter what a copy that was interrupted would have left.
    boolean fits(String meter) {
        return begins(
                        from.revisions().exchanges(meter),
                        to.revisions().exchanges(meter),
                        RevisionsCopy::standing)
                && begins(
                        from.revisions().corrections(meter),
                        to.revisions().corrections(meter),
                        RevisionsCopy::standing)
                && undoneIsUndone(meter);
    }

    private static <T> boolean begins(List<T> all, List<T> some, Function<T, T> entered) {
        return some.size() <= all.size()
                && some.stream()
                        .map(entered)
                        .toList()
                        .equals(all.stream().limit(some.size()).map(entered).toList());
    }

    /// An entry may lack its undoing yet, but none is undone that is not.
    private boolean undoneIsUndone(String meter) {
        var exchanges = to.revisions().exchanges(meter);
        for (int i = 0; i < exchanges.size(); i++) {
            var undone = from.revisions().exchanges(meter).get(i).undoneMillis();
            if (!exchanges.get(i).stands() && !exchanges.get(i).undoneMillis().equals(undone)) {
                return false;
            }
        }
        var corrections = to.revisions().corrections(meter);
        for (int i = 0; i < corrections.size(); i++) {
            var undone = from.revisions().corrections(meter).get(i).undoneMillis();
            if (!corrections.get(i).stands() && !corrections.get(i).undoneMillis().equals(undone)) {
                return false;
            }
        }
        return true;
    }

    /// Each is undone at once where it was, so that the next finds what it found then.
    void copy(String meter) {
        var exchanges = from.revisions().exchanges(meter);
        for (int i = 0; i < exchanges.size(); i++) {
            var there = to.revisions().exchanges(meter);
            var copied =
                    i < there.size()
                            ? there.get(i)
                            : to.revisions().add(standing(exchanges.get(i)));
            exchanges
                    .get(i)
                    .undoneMillis()
                    .ifPresent(at -> to.revisions().undoExchange(meter, copied.id(), at));
        }
        var corrections = from.revisions().corrections(meter);
        for (int i = 0; i < corrections.size(); i++) {
            var there = to.revisions().corrections(meter);
            var copied =
                    i < there.size()
                            ? there.get(i)
                            : to.revisions().add(standing(corrections.get(i)));
            corrections
                    .get(i)
                    .undoneMillis()
                    .ifPresent(at -> to.revisions().undoCorrection(meter, copied.id(), at));
        }
    }

    /// What the source's store follows, the target's follows as well.
    void settle() {
        var open = from.revisions().unsettled().stream().map(Correction::id).toList();
        for (var unsettled : to.revisions().unsettled()) {
            int at = to.revisions().corrections(unsettled.meter()).indexOf(unsettled);
            var twin = from.revisions().corrections(unsettled.meter()).get(at);
            if (!open.contains(twin.id())) {
                to.revisions().settled(unsettled);
            }
        }
    }

    /// As it was entered.
    private static Exchange standing(Exchange exchange) {
        return new Exchange(
                0,
                exchange.meter(),
                exchange.channel(),
                exchange.timeMillis(),
                exchange.endValue(),
                exchange.startValue(),
                exchange.note(),
                exchange.enteredMillis(),
                exchange.enteredBy(),
                OptionalLong.empty());
    }

    /// As it was entered.
    private static Correction standing(Correction correction) {
        return new Correction(
                0,
                correction.meter(),
                correction.channel(),
                correction.timeMillis(),
                correction.intervalSeconds(),
                correction.oldValue(),
                correction.newValue(),
                correction.note(),
                correction.enteredMillis(),
                correction.enteredBy(),
                OptionalLong.empty());
    }
}
