package dev.wattsocket.store;

class MemorySeriesStoreTest extends SeriesStoreContract {
    @Override
    protected SeriesStore open() {
        return new MemorySeriesStore();
    }
}
