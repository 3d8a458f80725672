/// The port to the series store, its reference in memory, and what stores have in common.
@NullMarked
package dev.wattsocket.store;

import org.jspecify.annotations.NullMarked;
