package dev.wattsocket.store.questdb;

import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.SeriesStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class QuestDbStoreContractTest extends SeriesStoreContract {
    @TempDir private Path folder;

    @Override
    protected SeriesStore open() {
        return QuestDbStore.open(folder, CommitMode.NOSYNC);
    }
}
