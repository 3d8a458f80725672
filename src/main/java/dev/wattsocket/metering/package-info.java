/// What figures mean: energy from registers, power and intervals, calendar buckets, demand. Pure
/// arithmetic, no clock, no threads.
@NullMarked
package dev.wattsocket.metering;

import org.jspecify.annotations.NullMarked;
