package dev.wattsocket.live;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.bus.Viewers;

/// What a live loop needs besides the bus where there are other nodes.
public record Neighbours(Seen seen, Viewers viewers, StoredNewest stored, BusCounts counts) {}
