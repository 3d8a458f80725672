/// Readings as JSON: decoded in one pass, without a tree.
@NullMarked
package dev.wattsocket.ingest.json;

import org.jspecify.annotations.NullMarked;
