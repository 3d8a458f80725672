package dev.wattsocket.cli.files;

/// What a wall-clock time means that happens twice, because the clock was put back over it.
enum RepeatedHour {
    /// It is not told which: such lines are refused.
    REFUSE,
    /// The earlier one, before the clock was put back.
    FIRST,
    /// The later one.
    SECOND,
    /// The file has both, the earlier ones first: where its clock goes back, the later ones begin.
    IN_ORDER
}
