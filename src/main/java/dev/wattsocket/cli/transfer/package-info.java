/// The commands that bring readings from a file and into one, and the two places they deal with: a
/// data folder and a running server.
@NullMarked
package dev.wattsocket.cli.transfer;

import org.jspecify.annotations.NullMarked;
