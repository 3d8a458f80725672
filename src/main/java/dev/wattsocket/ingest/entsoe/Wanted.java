package dev.wattsocket.ingest.entsoe;

import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/// What is to be taken out of a market document, and where it goes.
///
/// @param site where the meter is made if nobody knows it; empty for the usual place
/// @param channel empty for the one that fits what the document has: `price`, `power` or
///   `energy_import`
/// @param currency the one that the site counts in
/// @param sequence the auction, where a document has several; empty for the first
/// @param resolution the length of the steps, where series of several lengths speak of one time
public record Wanted(
        String meter,
        String site,
        Optional<String> channel,
        Currency currency,
        Optional<Integer> sequence,
        Optional<Duration> resolution) {}
