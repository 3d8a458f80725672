/// Where everything is kept that has to be kept: a folder, or a database that nodes share.
@NullMarked
package dev.wattsocket.storage;

import org.jspecify.annotations.NullMarked;
