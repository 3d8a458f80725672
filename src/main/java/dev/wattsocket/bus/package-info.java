/// The channel layer between nodes: the port that updates travel through, and its form for one
/// node.
@NullMarked
package dev.wattsocket.bus;

import org.jspecify.annotations.NullMarked;
