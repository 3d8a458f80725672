/// Rollups: what samples come to in minutes, quarter hours and hours, kept fresh for exactly the
/// stretches that a reading touches.
@NullMarked
package dev.wattsocket.rollup;

import org.jspecify.annotations.NullMarked;
