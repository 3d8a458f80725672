/// The engine: one thread that holds the newest value of every channel and turns samples into
/// updates.
@NullMarked
package dev.wattsocket.live;

import org.jspecify.annotations.NullMarked;
