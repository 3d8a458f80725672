package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Names;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `PUT /meters/{id}` makes of a meter: what the body leaves out stays as it was, null where
/// something may be unknown makes it so.
final class MeterChange {
    private static final long GAP_MILLIS_LEAST = 1_000;
    private static final long GAP_MILLIS_MOST = 366L * 24 * 60 * 60 * 1000;
    private static final double LEAST = 1e-3;
    private static final int FORMULA_CHARS_MAX = Meter.TERMS_MAX * (Names.NAME_CHARS_MAX + 3);

    private final Catalog catalog;
    private final Map<?, ?> body;

    MeterChange(Catalog catalog, Map<?, ?> body) {
        this.catalog = catalog;
        this.body = body;
    }

    Meter of(String id) {
        var old =
                catalog.meter(id)
                        .orElseGet(() -> new Meter(id, "", id, Role.LOAD, Optional.empty()));
        String site =
                Fields.text(body, "site")
                        .or(() -> Optional.of(old.site()).filter(known -> !known.isEmpty()))
                        .or(this::onlySite)
                        .orElseThrow(() ->
                                Problem.badRequest("Say at which site the meter is: \"site\"."));
        return new Meter(
                id,
                site,
                Fields.text(body, "name").orElse(old.name()),
                Fields.text(body, "role").map(MeterChange::role).orElse(old.role()),
                body.containsKey("parent") ? Fields.text(body, "parent") : old.parent(),
                rules(old.rules()),
                body.containsKey("formula") ? formula() : old.formula());
    }

    private MeterRules rules(MeterRules old) {
        return new MeterRules(
                body.containsKey("max_power")
                        ? Fields.number(body, "max_power", LEAST, Quantity.POWER.max())
                        : old.maxPowerWatts(),
                body.containsKey("modulus")
                        ? Fields.number(body, "modulus", LEAST, Quantity.ENERGY_IMPORT.max())
                        : old.modulusWh(),
                body.containsKey("max_gap_ms")
                        ? Fields.wholeNumber(body, "max_gap_ms", GAP_MILLIS_LEAST, GAP_MILLIS_MOST)
                        : old.maxGapMillis());
    }

    private List<Term> formula() {
        var text = Fields.text(body, "formula", FORMULA_CHARS_MAX);
        try {
            return text.map(Term::parse).orElse(List.of());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> onlySite() {
        var sites = catalog.sites();
        return sites.size() == 1 ? Optional.of(sites.getFirst().id()) : Optional.empty();
    }

    private static Role role(String name) {
        return Role.of(name)
                .orElseThrow(() ->
                        Problem.badRequest(
                                "A role is one of grid, solar, battery, ev, load, other."));
    }
}
