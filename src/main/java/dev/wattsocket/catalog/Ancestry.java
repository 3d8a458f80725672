package dev.wattsocket.catalog;

import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of which meter may hang under which.
final class Ancestry {
    private Ancestry() {}

    /// Throws unless each of these meters has a known site and a way up its parents that ends. The
    /// meters that are being put count before those that are there.
    static void check(Holdings holdings, Map<String, Meter> put) {
        for (var meter : put.values()) {
            if (holdings.site(meter.site()).isEmpty()) {
                throw new CatalogException(
                        "There is no site "
                                + meter.site()
                                + ", which the meter "
                                + meter.id()
                                + " shall belong to.");
            }
            checkParents(holdings, put, meter);
            for (var term : meter.formula()) {
                checkTerm(holdings, put, meter, term);
            }
        }
    }

    /// The meters right under this one, as they are when it is gone: they hang where it hung.
    static List<Meter> childrenOf(Meter gone, Holdings holdings) {
        var children = new ArrayList<Meter>();
        for (var meter : holdings.meters()) {
            if (meter.parent().equals(Optional.of(gone.id()))) {
                children.add(
                        new Meter(
                                meter.id(),
                                meter.site(),
                                meter.name(),
                                meter.role(),
                                gone.parent(),
                                meter.rules(),
                                meter.formula()));
            }
        }
        return children;
    }

    /// A virtual meter is a sum of devices of its own site.
    private static void checkTerm(
            Holdings holdings, Map<String, Meter> put, Meter meter, Term term) {
        var part =
                Optional.ofNullable(put.get(term.meter())).or(() -> holdings.meter(term.meter()));
        if (part.filter(known -> known.site().equals(meter.site()) && !known.isVirtual())
                .isEmpty()) {
            throw new CatalogException(
                    "%s can't be a sum with %s: name meters of the same site that are no sums."
                            .formatted(meter.id(), term.meter()));
        }
    }

    private static void checkParents(Holdings holdings, Map<String, Meter> put, Meter meter) {
        var passed = new HashSet<String>();
        passed.add(meter.id());
        var above = meter.parent();
        while (above.isPresent()) {
            var id = above.get();
            if (!passed.add(id)) {
                throw new CatalogException(
                        "The meter " + id + " would hang under itself: choose another parent.");
            }
            var parent = Optional.ofNullable(put.get(id)).or(() -> holdings.meter(id));
            if (parent.isEmpty()) {
                throw new CatalogException(
                        "There is no meter " + id + ", which " + meter.id() + " shall hang under.");
            }
            above = parent.get().parent();
        }
    }
}
