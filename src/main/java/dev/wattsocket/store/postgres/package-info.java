/// The series store on PostgreSQL, for nodes that share it.
@NullMarked
package dev.wattsocket.store.postgres;

import org.jspecify.annotations.NullMarked;
