/// Readings as plain CSV: a header that names the columns, a reading a line.
@NullMarked
package dev.wattsocket.ingest.csv;

import org.jspecify.annotations.NullMarked;
