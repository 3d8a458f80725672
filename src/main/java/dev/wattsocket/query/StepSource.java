package dev.wattsocket.query;

import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Channel;

/// Where steps of a price or an intensity come from.
interface StepSource {
    /// The steps of a channel between two times (epoch milliseconds), at least.
    ///
    /// @throws IllegalArgumentException where that would be more than Steps.STEPS_MAX
    Steps read(Channel channel, long from, long to);
}
