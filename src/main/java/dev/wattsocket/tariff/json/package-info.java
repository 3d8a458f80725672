/// Tariffs as JSON documents, and back; what is wrong with one is told with its place in it.
@NullMarked
package dev.wattsocket.tariff.json;

import org.jspecify.annotations.NullMarked;
