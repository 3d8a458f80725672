package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Catalog.Aspect;
import dev.wattsocket.catalog.Touched.Part;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;

/// Exchanges and corrections in the catalog's database, and in memory.
final class SqlRevisions implements Revisions {
    private final Ledger ledger;

    SqlRevisions(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Exchange> exchanges(String meter) {
        return ledger.holdings().entered().exchanges(meter);
    }

    @Override
    public List<Correction> corrections(String meter) {
        return ledger.holdings().entered().corrections(meter);
    }

    @Override
    public Exchange add(Exchange entered) {
        return ledger.change(change -> {
            check(change.holdings(), entered);
            var added = entered.withId(change.takeIds("exchange", 1) + 1);
            RevisionTables.add(change.sql(), added);
            follow(change, added);
            return added;
        });
    }

    @Override
    public Exchange undoExchange(String meter, long id, long nowMillis) {
        return ledger.change(change -> {
            var all = change.holdings().entered().exchanges(meter);
            var known = find(all, Exchange::id, id, "exchange", meter);
            if (!known.stands()) {
                return known;
            }
            var undone = known.undone(nowMillis);
            RevisionTables.undoExchange(change.sql(), id, nowMillis);
            follow(change, undone);
            return undone;
        });
    }

    @Override
    public Correction add(Correction entered) {
        return ledger.change(change -> {
            checkChannel(change.holdings(), entered.meter(), entered.channel());
            var all = change.holdings().entered().corrections(entered.meter());
            checkRoom(all, CORRECTIONS_MAX, "corrections");
            var added = entered.withId(change.takeIds("correction", 1) + 1);
            RevisionTables.add(change.sql(), added);
            follow(change, added);
            return added;
        });
    }

    @Override
    public Correction undoCorrection(String meter, long id, long nowMillis) {
        return ledger.change(change -> {
            var all = change.holdings().entered().corrections(meter);
            var known = find(all, Correction::id, id, "correction", meter);
            if (!known.stands()) {
                return known;
            }
            for (var later : all) {
                if (later.id() > id && later.stands() && later.isAboutTheSameAs(known)) {
                    throw new CatalogException(
                            "The value was corrected again after that: undo the correction "
                                    + later.id()
                                    + " first.");
                }
            }
            var undone = known.undone(nowMillis);
            RevisionTables.undoCorrection(change.sql(), id, nowMillis);
            follow(change, undone);
            return undone;
        });
    }

    @Override
    public List<Correction> unsettled() {
        return ledger.holdings().entered().unsettled();
    }

    @Override
    public void settled(Correction correction) {
        ledger.write(change -> {
            RevisionTables.settle(change.sql(), correction.id());
            change.touch(Part.CORRECTION, Long.toString(correction.id()));
            change.then(holdings -> holdings.entered().settle(correction.id()));
            tell(change, correction.meter(), correction.timeMillis());
        });
    }

    private static void follow(Change change, Exchange now) throws SQLException {
        change.touch(Part.EXCHANGE, Long.toString(now.id()));
        change.then(holdings -> holdings.entered().putExchanges(now.meter(), List.of(now)));
        change.news().meter(now.meter(), Aspect.EXCHANGES);
        tell(change, now.meter(), now.timeMillis());
    }

    /// What readings mean changes only when the store follows.
    private static void follow(Change change, Correction now) {
        change.touch(Part.CORRECTION, Long.toString(now.id()));
        change.then(holdings -> {
            holdings.entered().unsettle(now.id());
            holdings.entered().putCorrections(now.meter(), List.of(now));
        });
        change.news().meter(now.meter(), Aspect.CORRECTIONS);
    }

    private static void check(Holdings holdings, Exchange entered) {
        checkChannel(holdings, entered.meter(), entered.channel());
        var channel = holdings.channel(entered.meter(), entered.channel()).orElseThrow();
        if (channel.kind() != Kind.REGISTER) {
            throw new CatalogException(
                    entered.channel()
                            + " of the meter "
                            + entered.meter()
                            + " is no register: only a counter can be exchanged.");
        }
        var known = holdings.entered().exchanges(entered.meter());
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

    private static void checkChannel(Holdings holdings, String meter, String channel) {
        if (holdings.channel(meter, channel).isEmpty()) {
            throw new CatalogException("The meter " + meter + " has no channel " + channel + ".");
        }
    }

    private static void checkRoom(List<?> known, int most, String what) {
        if (known.size() >= most) {
            throw new CatalogException("A meter has at most " + most + " " + what + ".");
        }
    }

    private static void tell(Change change, String meter, long timeMillis) throws SQLException {
        change.revised(meter, timeMillis, timeMillis + 1);
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
}
