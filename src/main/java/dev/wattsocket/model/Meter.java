package dev.wattsocket.model;

import java.util.List;
import java.util.Optional;

/// A device at a site. Its id is unique in the whole catalog; `parent` is the meter it hangs under.
///
/// @param rules what is known of the device's registers and habits
/// @param formula for a virtual meter, the meters that it is the sum of; else empty
public record Meter(
        String id,
        String site,
        String name,
        Role role,
        Optional<String> parent,
        MeterRules rules,
        List<Term> formula) {
    /// Terms of a virtual meter.
    public static final int TERMS_MAX = 64;

    public Meter {
        if (!Names.isId(id)) {
            throw new IllegalArgumentException("not a meter id: " + id);
        }
        if (formula.size() > TERMS_MAX) {
            throw new IllegalArgumentException("more than 64 terms: " + formula.size());
        }
        formula = List.copyOf(formula);
    }

    /// A device of which nothing more is known.
    public Meter(String id, String site, String name, Role role, Optional<String> parent) {
        this(id, site, name, role, parent, MeterRules.UNKNOWN, List.of());
    }

    /// Whether this is a sum of other meters, and no device.
    public boolean isVirtual() {
        return !formula.isEmpty();
    }
}
