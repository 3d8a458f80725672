package dev.wattsocket.cli.files;

import dev.wattsocket.model.Kind;

/// One channel of a meter: the column it comes from, and what turns its numbers into our unit:
/// times ten to the `decimalShift`, times `scale`.
record ChannelPart(String name, Column column, Kind kind, int decimalShift, double scale) {}
