/// How a file of measurements is read: the map that describes it, and its lines turned to readings.
@NullMarked
package dev.wattsocket.cli.files;

import org.jspecify.annotations.NullMarked;
