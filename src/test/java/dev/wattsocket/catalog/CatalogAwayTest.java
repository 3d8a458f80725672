package dev.wattsocket.catalog;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.postgres.PostgresUrl;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A shared catalog whose database is gone or says nothing for a while.
final class CatalogAwayTest {
    @Test
    void readsGoOnAndWritesAreRefusedUntilItIsBack() throws Exception {
        try (var postgres = Postgres.start()) {
            var url = new PostgresUrl(postgres.newDatabase());
            try (var pool = PostgresPool.open(url);
                    var one = SqlCatalog.open(pool);
                    var other = SqlCatalog.open(pool)) {
                one.putSetting("a", "1");
                other.refresh();

                postgres.kill();
                assertRefused(one);
                assertThat(other.setting("a")).contains("1");
                postgres.begin();
                one.putSetting("a", "2");
                eventually("all is seen again", () -> other.setting("a").equals(Optional.of("2")));

                postgres.pause();
                assertAllRefusedSoon(one);
                assertThat(one.setting("a")).contains("2");
                postgres.resume();
                one.putSetting("a", "3");
                eventually("all is seen again", () -> other.setting("a").equals(Optional.of("3")));
            }
        }
    }

    private static void assertRefused(Catalog catalog) {
        assertThatThrownBy(() -> catalog.putSetting("a", "9"))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("cannot be written")
                .hasCauseInstanceOf(java.sql.SQLException.class);
    }

    /// Many wait no longer than one.
    private static void assertAllRefusedSoon(Catalog catalog) throws Exception {
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var ends = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                ends.add(threads.submit(() -> assertRefused(catalog)));
            }
            for (var end : ends) {
                end.get();
            }
        }
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(11));
    }
}
