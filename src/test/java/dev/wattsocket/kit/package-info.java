/// What tests need: a whole node on a free port, sockets that record, conditions that are waited
/// for.
@NullMarked
package dev.wattsocket.kit;

import org.jspecify.annotations.NullMarked;
