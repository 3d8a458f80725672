/// Readings on their way in: the intake that every wire shares, and what it answers.
@NullMarked
package dev.wattsocket.ingest;

import org.jspecify.annotations.NullMarked;
