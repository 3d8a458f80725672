/// The catalog of sites, meters, channels and tokens: its port and its form over JDBC.
@NullMarked
package dev.wattsocket.catalog;

import org.jspecify.annotations.NullMarked;
