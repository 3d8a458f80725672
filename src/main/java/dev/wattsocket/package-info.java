/// Wiring and commands: objects are made here, started in order and stopped in reverse.
@NullMarked
package dev.wattsocket;

import org.jspecify.annotations.NullMarked;
