package dev.wattsocket.model;

import java.util.Optional;

/// A device at a site. Its id is unique in the whole catalog; `parent` is the meter it hangs under.
public record Meter(String id, String site, String name, Role role, Optional<String> parent) {
    public Meter {
        if (!Names.isId(id)) {
            throw new IllegalArgumentException("not a meter id: " + id);
        }
    }
}
