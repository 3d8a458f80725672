package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;

/// A stretch of at most a quarter hour, as a price sees it.
///
/// @param slot the quarter hour of the wall clock that it lies in
/// @param used what the site had imported when it began, since the billing period began
/// @param counted what the site imported within it
record Moment(long startMillis, long endMillis, int slot, Energy used, Energy counted) {}
