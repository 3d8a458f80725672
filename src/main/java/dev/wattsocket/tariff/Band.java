package dev.wattsocket.tariff;

import dev.wattsocket.model.Names;
import java.math.BigDecimal;

/// A price that holds at some times of day, such as the peak's.
public record Band(String id, String name, BigDecimal price) {
    public Band {
        Check.require(
                Names.isId(id),
                "id is 1 to 64 letters, digits and _ - : ., such as off_peak; it is \"%s\"."
                        .formatted(id));
        Check.name(name);
        Check.money("price", price);
    }
}
