/// A figure as rows and columns of types, and how that is written: CSV and Parquet.
@NullMarked
package dev.wattsocket.table;

import org.jspecify.annotations.NullMarked;
