package dev.wattsocket.query;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Term;
import dev.wattsocket.rollup.Standing;
import java.util.List;

/// What the figures of a meter hang on at a moment.
///
/// @param formula of a virtual meter; else empty
/// @param channels of all devices that it is made of
/// @param standing of all of them
record MeterStanding(String meter, List<Term> formula, List<Channel> channels, Standing standing) {

    /// Stays the same as long as what is closed does.
    Object version() {
        return List.of(meter, formula, channels, standing.revised());
    }
}
