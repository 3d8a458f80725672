package dev.wattsocket.model;

import java.time.ZoneId;
import java.util.Currency;

/// A place with one time zone and one currency.
public record Site(String id, String name, ZoneId zone, Currency currency) {
    public Site {
        if (!Names.isId(id)) {
            throw new IllegalArgumentException("not a site id: " + id);
        }
    }
}
