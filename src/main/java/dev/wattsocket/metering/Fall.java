package dev.wattsocket.metering;

/// What a register that fell is judged to have done.
sealed interface Fall {
    /// It passed its greatest value and began again: nothing is lost.
    record Rollover(double added) implements Fall {}

    /// The lower reading was a dip: it is disregarded.
    record Dip() implements Fall {}

    /// The higher readings before it were a spike: they are disregarded.
    record Spike() implements Fall {}

    /// The device showed nonsense for a moment: the lower reading is disregarded.
    record Dropout() implements Fall {}

    /// The device counts from nothing again.
    record Reset(double added) implements Fall {}
}
