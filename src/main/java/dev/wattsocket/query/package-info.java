/// History, energy and demand out of the store, by the rules of metering.
@NullMarked
package dev.wattsocket.query;

import org.jspecify.annotations.NullMarked;
