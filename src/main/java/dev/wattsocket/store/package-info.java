/// The port to the series store, and its reference in memory.
@NullMarked
package dev.wattsocket.store;

import org.jspecify.annotations.NullMarked;
