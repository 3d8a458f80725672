/// The wire to the outside: HTTP routes and WebSocket sessions over intake, hub and queries.
@NullMarked
package dev.wattsocket.server;

import org.jspecify.annotations.NullMarked;
