package dev.wattsocket.catalog;

import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Term;
import java.util.Map;
import java.util.Optional;

/// The rules of which meter may be a sum of which: of devices of its own site, and never of sums.
final class Sums {
    private Sums() {}

    /// Throws unless the terms of this meter fit it, and it fits the sums in which it is a term.
    /// The meters that are being put count before those that are there.
    static void check(Holdings holdings, Map<String, Meter> put, Meter meter) {
        for (var term : meter.formula()) {
            var part =
                    Optional.ofNullable(put.get(term.meter()))
                            .or(() -> holdings.meter(term.meter()));
            if (part.isEmpty() || !fit(meter, part.get())) {
                throw new CatalogException(
                        "%s can't be a sum with %s: name meters of the same site that are no sums."
                                .formatted(meter.id(), term.meter()));
            }
        }
        var before = holdings.meter(meter.id());
        if (before.isEmpty()) {
            return;
        }
        if (meter.isVirtual()
                && !before.get().isVirtual()
                && !holdings.channels(meter.id()).isEmpty()) {
            throw new CatalogException(
                    meter.id()
                            + " has readings of its own, so it can't be a sum: take another id for"
                            + " the sum.");
        }
        sumWith(holdings, meter.id())
                .filter(sum -> !fit(sum, meter))
                .ifPresent(sum -> {
                    throw new CatalogException(
                            "%s is a part of the sum %s: take it out there first."
                                    .formatted(meter.id(), sum.id()));
                });
    }

    /// A virtual meter that has this one as a term.
    static Optional<Meter> sumWith(Holdings holdings, String id) {
        return holdings.meters().stream()
                .filter(meter -> meter.formula().stream().map(Term::meter).anyMatch(id::equals))
                .findFirst();
    }

    private static boolean fit(Meter sum, Meter part) {
        return part.site().equals(sum.site()) && !part.isVirtual();
    }
}
