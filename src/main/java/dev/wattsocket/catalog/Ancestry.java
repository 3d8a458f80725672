package dev.wattsocket.catalog;

import dev.wattsocket.model.Meter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of which meter may stand where.
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
            Sums.check(holdings, put, meter);
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
