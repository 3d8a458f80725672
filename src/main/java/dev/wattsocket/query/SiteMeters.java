package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Part;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The meters that make up a site's balance, so that nothing is counted twice. Immutable.
///
/// @param balance meters at the grid, of the sun, of batteries and of cars, in the catalog's order
/// @param loads where no meter at the grid tells what the home uses, those that do
record SiteMeters(Map<Role, List<String>> balance, List<String> loads) {
    private static final List<Role> BALANCE = List.of(Role.GRID, Role.SOLAR, Role.BATTERY, Role.EV);

    /// @param measures whether a meter tells of energy
    static SiteMeters of(Catalog catalog, String site, Predicate<String> measures) {
        var all = new HashMap<String, Meter>();
        for (var meter : catalog.meters()) {
            if (meter.site().equals(site)) {
                all.put(meter.id(), meter);
            }
        }
        var measuring =
                catalog.meters().stream()
                        .filter(meter -> all.containsKey(meter.id()) && measures.test(meter.id()))
                        .toList();
        var balance = new EnumMap<Role, List<String>>(Role.class);
        for (var role : BALANCE) {
            var meters =
                    measuring.stream()
                            .filter(meter -> meter.role() == role && !isPart(meter, all))
                            .map(Meter::id)
                            .toList();
            if (!meters.isEmpty()) {
                balance.put(role, meters);
            }
        }
        return new SiteMeters(
                balance, balance.containsKey(Role.GRID) ? List.of() : loads(measuring, all));
    }

    boolean hasGrid() {
        return balance.containsKey(Role.GRID);
    }

    /// What the site has meters for.
    Set<Part> known() {
        var known = EnumSet.noneOf(Part.class);
        if (hasGrid()) {
            known.addAll(Set.of(Part.GRID_IMPORT, Part.GRID_EXPORT));
        }
        if (hasGrid() || !loads.isEmpty()) {
            known.addAll(Set.of(Part.HOME, Part.UNMEASURED));
        }
        if (balance.containsKey(Role.SOLAR)) {
            known.add(Part.SOLAR);
        }
        if (balance.containsKey(Role.BATTERY)) {
            known.addAll(Set.of(Part.BATTERY_CHARGE, Part.BATTERY_DISCHARGE));
        }
        if (balance.containsKey(Role.EV)) {
            known.add(Part.EV);
        }
        return known;
    }

    /// Whether another meter of the same role tells of this one too: one that it hangs under, or
    /// one that is a sum with it.
    private static boolean isPart(Meter meter, Map<String, Meter> all) {
        for (var above = parent(meter, all); above != null; above = parent(above, all)) {
            if (above.role() == meter.role()) {
                return true;
            }
        }
        return all.values().stream()
                .anyMatch(sum ->
                        sum.role() == meter.role()
                                && sum.formula().stream()
                                        .anyMatch(term -> term.meter().equals(meter.id())));
    }

    /// Circuits under another are in it, and a sum is of meters that are there themselves.
    private static List<String> loads(List<Meter> measuring, Map<String, Meter> all) {
        return measuring.stream()
                .filter(meter ->
                        switch (meter.role()) {
                            case GRID, SOLAR, BATTERY -> false;
                            case EV, LOAD, OTHER -> true;
                        })
                .filter(meter -> !meter.isVirtual() && parent(meter, all) == null)
                .map(Meter::id)
                .toList();
    }

    private static @Nullable Meter parent(Meter meter, Map<String, Meter> all) {
        return meter.parent().map(all::get).orElse(null);
    }
}
