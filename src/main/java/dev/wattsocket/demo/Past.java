package dev.wattsocket.demo;

import java.util.Optional;

/// What a site's meters were last stored with, so that a new start goes on where the last one
/// ended.
public interface Past {
    /// The time and value of a channel's newest sample.
    Optional<Last> last(String meter, String channel);

    record Last(long millis, double value) {}
}
