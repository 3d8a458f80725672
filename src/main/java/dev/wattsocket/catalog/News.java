package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Catalog.Aspect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What listeners are told once memory has followed a change. One thread.
final class News {
    private final Set<String> tokensGone = new LinkedHashSet<>();
    private final Set<Altered> altered = new LinkedHashSet<>();
    private final List<Untold.Revision> revisions = new ArrayList<>();
    private boolean isChanged;

    private record Altered(String meter, Aspect aspect) {}

    /// Sites, meters or tariffs.
    void changed() {
        isChanged = true;
    }

    void tokenGone(String id) {
        tokensGone.add(id);
    }

    void meter(String id, Aspect aspect) {
        altered.add(new Altered(id, aspect));
    }

    /// Of changes that are made here alone: who makes a change sees to what follows from it.
    void revised(Untold.Revision revision) {
        revisions.add(revision);
    }

    List<Untold.Revision> revisions() {
        return revisions;
    }

    /// All was read anew.
    void replaced(Holdings old, Holdings now) {
        changed();
        for (var token : old.tokens()) {
            if (now.tokenWithId(token.id()).isEmpty()) {
                tokenGone(token.id());
            }
        }
        for (var meter : old.meters()) {
            String id = meter.id();
            if (!now.meter(id).filter(meter::equals).isPresent()
                    || !now.channels(id).containsAll(old.channels(id))) {
                meter(id, Aspect.SETTINGS);
            }
            if (!now.entered().exchanges(id).equals(old.entered().exchanges(id))) {
                meter(id, Aspect.EXCHANGES);
            }
            if (!now.entered().corrections(id).equals(old.entered().corrections(id))) {
                meter(id, Aspect.CORRECTIONS);
            }
        }
        for (var meter : now.meters()) {
            if (old.meter(meter.id()).isEmpty()
                    && !now.entered().corrections(meter.id()).isEmpty()) {
                meter(meter.id(), Aspect.CORRECTIONS);
            }
        }
    }

    void tell(Listeners listeners) {
        tokensGone.forEach(id -> listeners.tokens().forEach(each -> each.accept(id)));
        for (var each : altered) {
            listeners.meters().forEach(listener -> listener.changed(each.meter, each.aspect));
        }
        if (isChanged) {
            listeners.changes().forEach(Runnable::run);
        }
        for (var each : revisions) {
            listeners
                    .revisions()
                    .forEach(listener ->
                            listener.revised(each.meter(), each.fromMillis(), each.toMillis()));
        }
    }
}
