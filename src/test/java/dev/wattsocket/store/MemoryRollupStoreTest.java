package dev.wattsocket.store;

class MemoryRollupStoreTest extends RollupStoreContract {
    @Override
    protected RollupStore open() {
        return new MemoryRollupStore();
    }

    @Override
    protected RollupStore reopen(RollupStore store) {
        return store;
    }
}
