/// Rollups in a SQLite file: a row for each channel, resolution and day.
@NullMarked
package dev.wattsocket.store.sqlite;

import org.jspecify.annotations.NullMarked;
