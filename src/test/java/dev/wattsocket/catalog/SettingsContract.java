package dev.wattsocket.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import dev.wattsocket.model.Term;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a site and a meter are set to: weeks and bills, tariffs, rules, sums.
abstract class SettingsContract {
    private static final Site HOME =
            new Site(
                    "home",
                    "Home",
                    ZoneId.of("Europe/Berlin"),
                    Currency.getInstance("EUR"),
                    DayOfWeek.SUNDAY,
                    30,
                    28);

    private final CatalogForm form;

    SettingsContract(CatalogForm form) {
        this.form = form;
    }

    @AfterEach
    void close() {
        form.close();
    }

    private SqlCatalog open() {
        return form.open();
    }

    @Test
    void everySettingIsThereAfterReopening() {
        var sources =
                new SiteSources(
                        Optional.of("plan"), Optional.of(CarbonSource.parse("mix.carbon_2")));
        var grid = meter("grid", "home", "");
        var sum = meter("house-1", "home", "grid - ev:1 + sun.x");
        try (var catalog = open()) {
            catalog.putTariff("plan", "{\"name\":\"é\"}");
            catalog.put(HOME, sources);
            catalog.put(grid);
            catalog.put(meter("ev:1", "home", ""));
            catalog.put(meter("sun.x", "home", ""));
            catalog.put(sum);
        }
        try (var catalog = open()) {
            assertThat(catalog.site("home")).contains(HOME);
            assertThat(catalog.sources("home")).isEqualTo(sources);
            assertThat(catalog.sources("nowhere")).isEqualTo(SiteSources.NONE);
            assertThat(catalog.meter("grid")).contains(grid);
            assertThat(catalog.meter("house-1")).contains(sum);
            assertThat(catalog.tariffs()).containsExactly("plan");
            assertThat(catalog.tariff("plan")).contains("{\"name\":\"é\"}");
        }
    }

    @Test
    void puttingASiteKeepsItsSources() {
        try (var catalog = open()) {
            var sources = new SiteSources(Optional.empty(), Optional.of(CarbonSource.parse("385")));
            catalog.put(HOME, sources);
            catalog.put(HOME);
            assertThat(catalog.sources("home")).isEqualTo(sources);
            catalog.deleteSite("home");
            assertThat(catalog.sources("home")).isEqualTo(SiteSources.NONE);
        }
    }

    @Test
    void aTariffStaysWhileASiteHasIt() {
        try (var catalog = open()) {
            var sources = new SiteSources(Optional.of("plan"), Optional.empty());
            assertThatThrownBy(() -> catalog.put(HOME, sources))
                    .isInstanceOf(CatalogException.class)
                    .hasMessage("There is no tariff plan, which the site home shall have.");
            assertThat(catalog.sites()).isEmpty();

            catalog.putTariff("plan", "{}");
            catalog.putTariff("plan", "{\"name\":\"2\"}");
            catalog.put(HOME, sources);
            assertThatThrownBy(() -> catalog.deleteTariff("plan"))
                    .isInstanceOf(CatalogException.class)
                    .hasMessage("The site home has the tariff plan: give it another first.");
            assertThat(catalog.tariff("plan")).contains("{\"name\":\"2\"}");

            catalog.put(HOME, SiteSources.NONE);
            catalog.deleteTariff("plan");
            assertThat(catalog.tariffs()).isEmpty();
        }
    }

    @Test
    void aSumIsOfDevicesOfItsSite() {
        try (var catalog = withMeters("grid", "sun")) {
            catalog.put(new Site("away", "Away", ZoneId.of("UTC"), Currency.getInstance("EUR")));
            catalog.put(meter("far", "away", ""));
            catalog.put(meter("sum", "home", "grid + sun"));
            for (var formula : List.of("grid + far", "grid + nobody", "sum", "more + grid")) {
                assertThatThrownBy(() -> catalog.put(meter("more", "home", formula)))
                        .as(formula)
                        .isInstanceOf(CatalogException.class)
                        .hasMessageContaining("of the same site that are no sums");
            }
            assertThat(catalog.meter("more")).isEmpty();
        }
    }

    @Test
    void aPartOfASumStaysWhatItIs() {
        try (var catalog = withMeters("grid", "sun")) {
            catalog.put(new Site("away", "Away", ZoneId.of("UTC"), Currency.getInstance("EUR")));
            catalog.put(meter("sum", "home", "grid + sun"));
            catalog.put(meter("spare", "home", ""));

            assertThatThrownBy(() -> catalog.deleteMeter("sun"))
                    .hasMessage("sun is a part of the sum sum: take it out there first.");
            assertThatThrownBy(() -> catalog.put(meter("sun", "away", "")))
                    .hasMessageContaining("part of the sum");
            assertThatThrownBy(() -> catalog.put(meter("sun", "home", "spare")))
                    .hasMessageContaining("part of the sum");
            catalog.put(meter("sum", "home", "grid"));
            catalog.deleteMeter("sun");
            assertThat(catalog.meter("sun")).isEmpty();
        }
    }

    @Test
    void aMeterWithReadingsIsNoSum() {
        try (var catalog = withMeters("grid", "sun")) {
            catalog.create(List.of(), List.of(new NewChannel("grid", "power", Kind.GAUGE)));
            assertThatThrownBy(() -> catalog.put(meter("grid", "home", "sun")))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("grid has readings of its own");
        }
    }

    @Test
    void whoAsksHearsWhenOtherRulesChangeWhatReadingsMean() {
        try (var catalog = withMeters("grid", "sun")) {
            var heard = new ArrayList<String>();
            catalog.onRevised((meter, from, to) -> {
                assertThat(List.of(from, to)).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
                heard.add(meter);
            });
            var plain = new Meter("grid", "home", "Renamed", Role.GRID, Optional.empty());
            catalog.put(meter("grid", "home", ""));
            assertThat(heard).isEmpty();
            catalog.put(plain);
            catalog.put(meter("sum", "home", "grid + sun"));
            catalog.put(meter("sum", "home", "grid - sun"));
            catalog.deleteMeter("sum");
            assertThat(heard).containsExactly("grid", "sum", "sum");
        }
    }

    @Test
    void changesOfTariffsAndSourcesAreTold() {
        try (var catalog = open()) {
            var heard = new AtomicInteger();
            catalog.onChange(heard::incrementAndGet);
            catalog.putTariff("plan", "{}");
            catalog.put(HOME, new SiteSources(Optional.of("plan"), Optional.empty()));
            catalog.put(HOME, SiteSources.NONE);
            catalog.deleteTariff("plan");
            assertThat(heard).hasValue(4);
        }
    }

    @Test
    void whoIsAloneLosesNoChange() throws Exception {
        try (var catalog = open();
                var pool = Executors.newFixedThreadPool(4)) {
            catalog.putSetting("count", "0");
            var ends = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 40; i++) {
                ends.add(
                        pool.submit(() ->
                                catalog.alone(() -> {
                                    int count =
                                            Integer.parseInt(
                                                    catalog.setting("count").orElseThrow());
                                    catalog.putSetting("count", Integer.toString(count + 1));
                                    return count;
                                })));
            }
            for (var end : ends) {
                end.get();
            }
            assertThat(catalog.setting("count")).contains("40");
        }
    }

    private SqlCatalog withMeters(String... ids) {
        var catalog = open();
        catalog.put(HOME);
        for (var id : ids) {
            catalog.put(meter(id, "home", ""));
        }
        return catalog;
    }

    private static Meter meter(String id, String site, String formula) {
        var rules =
                new MeterRules(
                        OptionalDouble.of(17_250.5),
                        OptionalDouble.of(1e8),
                        OptionalLong.of(90_000));
        return new Meter(
                id,
                site,
                "The " + id,
                Role.LOAD,
                Optional.empty(),
                rules,
                formula.isEmpty() ? List.of() : Term.parse(formula));
    }
}
