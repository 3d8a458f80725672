/// The way to PostgreSQL: its address, connections, and changes of its tables.
@NullMarked
package dev.wattsocket.postgres;

import org.jspecify.annotations.NullMarked;
