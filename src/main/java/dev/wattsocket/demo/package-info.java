/// The demonstration: a simulated house whose power is a function of seed and time, and a measured
/// household that is replayed.
@NullMarked
package dev.wattsocket.demo;

import org.jspecify.annotations.NullMarked;
