/// The ground: sites, meters, channels, quantities, readings and samples. Uses nothing but
/// java.base.
@NullMarked
package dev.wattsocket.model;

import org.jspecify.annotations.NullMarked;
