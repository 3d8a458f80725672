/// Transport-free fan-out: who asked for what, frames encoded once, nobody waits for the slow.
@NullMarked
package dev.wattsocket.hub;

import org.jspecify.annotations.NullMarked;
