/// The bus on Redis: alone, behind Sentinel, or a Cluster.
@NullMarked
package dev.wattsocket.bus.redis;

import org.jspecify.annotations.NullMarked;
