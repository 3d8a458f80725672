package dev.wattsocket.model;

import java.util.Locale;
import java.util.Optional;

/// What a meter stands for in its site's balance.
public enum Role {
    GRID,
    SOLAR,
    BATTERY,
    EV,
    LOAD,
    /// A meter that takes no part in the balance, or that nobody has given a role yet.
    OTHER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String wireName) {
        for (var role : values()) {
            if (role.wireName().equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
