package dev.wattsocket.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSettingsTest extends SettingsContract {
    SqliteSettingsTest(@TempDir Path folder) {
        super(new CatalogForm.Sqlite(folder));
    }

    @Test
    void aCatalogOfTheFirstVersionKeepsAllThatItHad(@TempDir Path folder) throws Exception {
        var file = folder.resolve("catalog.db");
        try (var in = Schema.class.getResourceAsStream("schema-001.sql");
                var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            assertThat(in).isNotNull();
            statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            statement.executeUpdate(
                    """
                    insert into site values ('home', 'Home', 'Europe/Paris', 'CHF');
                    insert into meter values ('grid', 'home', 'The grid', 'grid', null);
                    insert into meter values ('plug', 'home', 'Plug', 'load', 'grid');
                    insert into channel values (7, 'grid', 'energy_import', 'register');
                    insert into token values ('t', 'phone', 'device', 'ab', 5);
                    insert into setting values ('epoch', '7f');
                    """);
            statement.execute("pragma user_version = 1");
        }
        for (int start = 0; start < 2; start++) {
            try (var catalog = SqlCatalog.open(file)) {
                var site = catalog.site("home").orElseThrow();
                assertThat(site)
                        .isEqualTo(
                                new Site(
                                        "home",
                                        "Home",
                                        ZoneId.of("Europe/Paris"),
                                        Currency.getInstance("CHF")));
                assertThat(catalog.sources("home")).isEqualTo(SiteSources.NONE);
                assertThat(catalog.meter("plug"))
                        .contains(
                                new Meter("plug", "home", "Plug", Role.LOAD, Optional.of("grid")));
                assertThat(catalog.channel(7).orElseThrow().kind()).isEqualTo(Kind.REGISTER);
                assertThat(catalog.token("ab").orElseThrow().access())
                        .isEqualTo(Token.Access.DEVICE);
                assertThat(catalog.setting("epoch")).contains("7f");
                assertThat(catalog.revisions().corrections("grid")).isEmpty();
            }
        }
        try (var catalog = SqlCatalog.open(file)) {
            var added =
                    catalog.create(List.of(), List.of(new NewChannel("plug", "power", Kind.GAUGE)));
            assertThat(added.getFirst().id()).isEqualTo(8);
        }
    }
}
