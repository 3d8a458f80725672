/// The commands, and the wiring of a node: objects are made here, started in order, stopped in
/// reverse.
@NullMarked
package dev.wattsocket.cli;

import org.jspecify.annotations.NullMarked;
