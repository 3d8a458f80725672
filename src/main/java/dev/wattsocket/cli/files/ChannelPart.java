package dev.wattsocket.cli.files;

import dev.wattsocket.model.Kind;
import java.util.Currency;
import java.util.Optional;

/// One channel of a meter: the column it comes from, and what turns its numbers into our unit:
/// times ten to the `decimalShift`, times `scale`. `currency` is that of a price, where its unit
/// says.
record ChannelPart(
        String name,
        Column column,
        Kind kind,
        int decimalShift,
        double scale,
        Optional<Currency> currency) {}
