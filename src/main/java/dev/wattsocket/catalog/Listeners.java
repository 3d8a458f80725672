package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Catalog.MeterChange;
import dev.wattsocket.catalog.Catalog.Revised;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who hears of changes.
record Listeners(
        List<Runnable> changes,
        List<MeterChange> meters,
        List<Revised> revisions,
        List<Consumer<String>> tokens) {

    Listeners() {
        this(
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
    }
}
