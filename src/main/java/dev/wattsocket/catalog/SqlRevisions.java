package dev.wattsocket.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import dev.wattsocket.catalog.Catalog.Revised;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/// Exchanges and corrections in the catalog's database, and in memory.
final class SqlRevisions implements Revisions {
    private final Ledger ledger;
    private final Holdings holdings;
    private final Revised listener;
    private final Map<String, List<Exchange>> exchanges = new ConcurrentHashMap<>();
    private final Map<String, List<Correction>> corrections = new ConcurrentHashMap<>();
    private final Set<Long> unsettled = new HashSet<>();
    private long lastExchange;
    private long lastCorrection;

    SqlRevisions(Ledger ledger, Holdings holdings, Revised listener) throws SQLException {
        this.ledger = ledger;
        this.holdings = holdings;
        this.listener = listener;
        var database = ledger.database();
        exchanges.putAll(
                RevisionTables.exchanges(database).stream()
                        .collect(groupingBy(Exchange::meter, toUnmodifiableList())));
        corrections.putAll(
                RevisionTables.corrections(database).stream()
                        .collect(groupingBy(Correction::meter, toUnmodifiableList())));
        unsettled.addAll(RevisionTables.unsettled(database));
        lastExchange = Tables.lastId(database, "exchange");
        lastCorrection = Tables.lastId(database, "correction");
    }

    @Override
    public List<Exchange> exchanges(String meter) {
        return exchanges.getOrDefault(meter, List.of());
    }

    @Override
    public List<Correction> corrections(String meter) {
        return corrections.getOrDefault(meter, List.of());
    }

    @Override
    public Exchange add(Exchange entered) {
        Exchange added;
        synchronized (ledger) {
            check(entered);
            added = entered.withId(lastExchange + 1);
            ledger.change(
                    () -> RevisionTables.add(ledger.database(), added),
                    () -> {
                        lastExchange++;
                        exchanges.merge(added.meter(), List.of(added), SqlRevisions::with);
                    });
        }
        tell(added.meter(), added.timeMillis());
        return added;
    }

    @Override
    public Exchange undoExchange(String meter, long id, long nowMillis) {
        Exchange undone;
        synchronized (ledger) {
            var known = find(exchanges(meter), Exchange::id, id, "exchange", meter);
            if (!known.stands()) {
                return known;
            }
            undone = known.undone(nowMillis);
            ledger.change(
                    () -> RevisionTables.undoExchange(ledger.database(), id, nowMillis),
                    () -> exchanges.put(meter, replaced(exchanges(meter), known, undone)));
        }
        tell(meter, undone.timeMillis());
        return undone;
    }

    @Override
    public Correction add(Correction entered) {
        synchronized (ledger) {
            checkChannel(entered.meter(), entered.channel());
            checkRoom(corrections(entered.meter()), CORRECTIONS_MAX, "corrections");
            var added = entered.withId(lastCorrection + 1);
            ledger.change(
                    () -> RevisionTables.add(ledger.database(), added),
                    () -> {
                        lastCorrection++;
                        corrections.merge(added.meter(), List.of(added), SqlRevisions::with);
                        unsettled.add(added.id());
                    });
            return added;
        }
    }

    @Override
    public Correction undoCorrection(String meter, long id, long nowMillis) {
        synchronized (ledger) {
            var known = find(corrections(meter), Correction::id, id, "correction", meter);
            if (!known.stands()) {
                return known;
            }
            for (var later : corrections(meter)) {
                if (later.id() > id && later.stands() && later.isAboutTheSameAs(known)) {
                    throw new CatalogException(
                            "The value was corrected again after that: undo the correction "
                                    + later.id()
                                    + " first.");
                }
            }
            var undone = known.undone(nowMillis);
            ledger.change(
                    () -> RevisionTables.undoCorrection(ledger.database(), id, nowMillis),
                    () -> {
                        corrections.put(meter, replaced(corrections(meter), known, undone));
                        unsettled.add(id);
                    });
            return undone;
        }
    }

    @Override
    public List<Correction> unsettled() {
        synchronized (ledger) {
            return corrections.values().stream()
                    .flatMap(List::stream)
                    .filter(each -> unsettled.contains(each.id()))
                    .sorted(Comparator.comparingLong(Correction::id))
                    .toList();
        }
    }

    @Override
    public void settled(Correction correction) {
        ledger.change(
                () -> RevisionTables.settle(ledger.database(), correction.id()),
                () -> unsettled.remove(correction.id()));
        tell(correction.meter(), correction.timeMillis());
    }

    /// Forgets what was entered for a meter that is gone, as the database does by itself.
    void forget(String meter) {
        exchanges.remove(meter);
        corrections.remove(meter);
    }

    private void check(Exchange entered) {
        checkChannel(entered.meter(), entered.channel());
        var channel = holdings.channel(entered.meter(), entered.channel()).orElseThrow();
        if (channel.kind() != Kind.REGISTER) {
            throw new CatalogException(
                    entered.channel()
                            + " of the meter "
                            + entered.meter()
                            + " is no register: only a counter can be exchanged.");
        }
        var known = exchanges(entered.meter());
        checkRoom(known, EXCHANGES_MAX, "exchanges");
        for (var other : known) {
            if (other.stands()
                    && other.timeMillis() == entered.timeMillis()
                    && other.channel().equals(entered.channel())) {
                throw new CatalogException(
                        "There is an exchange at that time already: undo the exchange "
                                + other.id()
                                + " first.");
            }
        }
    }

    private void checkChannel(String meter, String channel) {
        if (holdings.channel(meter, channel).isEmpty()) {
            throw new CatalogException("The meter " + meter + " has no channel " + channel + ".");
        }
    }

    private static void checkRoom(List<?> known, int most, String what) {
        if (known.size() >= most) {
            throw new CatalogException("A meter has at most " + most + " " + what + ".");
        }
    }

    private void tell(String meter, long timeMillis) {
        listener.revised(meter, timeMillis, timeMillis + 1);
    }

    private static <T> T find(
            List<T> all, ToLongFunction<T> idOf, long id, String what, String meter) {
        for (var each : all) {
            if (idOf.applyAsLong(each) == id) {
                return each;
            }
        }
        throw new CatalogException(
                "There is no " + what + " " + id + " of the meter " + meter + ".");
    }

    private static <T> List<T> with(List<T> known, List<T> more) {
        var all = new ArrayList<>(known);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static <T> List<T> replaced(List<T> known, T old, T by) {
        var all = new ArrayList<>(known);
        all.replaceAll(each -> each.equals(old) ? by : each);
        return List.copyOf(all);
    }
}
