package dev.wattsocket.store.postgres;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.SeriesStoreContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

class PostgresSeriesStoreContractTest extends SeriesStoreContract {
    private final Stores stores = new Stores(Postgres.shared());

    @Override
    protected SeriesStore open() throws SQLException {
        return stores.open();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }
}
