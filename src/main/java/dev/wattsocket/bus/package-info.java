/// The channel layer between nodes: the port that updates travel through, its form for one node,
/// and what nodes know of each other's updates.
@NullMarked
package dev.wattsocket.bus;

import org.jspecify.annotations.NullMarked;
