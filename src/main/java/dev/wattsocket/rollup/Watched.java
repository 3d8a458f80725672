package dev.wattsocket.rollup;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SampleSource;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.util.Optional;

/// The series store, with rollups that learn of each batch before it is stored.
final class Watched implements SeriesStore {
    private final SeriesStore store;
    private final LocalTracking tracking;

    Watched(SeriesStore store, LocalTracking tracking) {
        this.store = store;
        this.tracking = tracking;
    }

    @Override
    public void append(Samples batch, Receipt receipt) {
        long number;
        try {
            number = tracking.before(batch);
        } catch (StoreException e) {
            receipt.failed(e);
            return;
        }
        store.append(
                batch,
                new Receipt() {
                    @Override
                    public void stored() {
                        tracking.landed(number);
                        receipt.stored();
                    }

                    @Override
                    public void failed(StoreException why) {
                        tracking.landed(number);
                        receipt.failed(why);
                    }
                });
    }

    @Override
    public void scan(int[] channels, long fromMillis, long toMillis, Visitor visitor) {
        store.scan(channels, fromMillis, toMillis, visitor);
    }

    @Override
    public SampleSource steady() {
        return store.steady();
    }

    @Override
    public Samples newest() {
        return store.newest();
    }

    @Override
    public Samples newest(int[] channels) {
        return store.newest(channels);
    }

    @Override
    public Optional<Span> span(int[] channels) {
        return store.span(channels);
    }

    @Override
    public void drop(long beforeMillis) {
        store.drop(beforeMillis);
    }

    @Override
    public void close() {
        store.close();
    }
}
