package dev.wattsocket.demo;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import dev.wattsocket.model.Term;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What the demo's sites have in the catalog: sites, meters, price plans. Put there once, and only
/// where there is nothing yet; what somebody changes afterwards stays.
final class Furniture {
    static final String SETTING = "demo.furnished";
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static final String SITE = HouseReadings.SITE;
    private static final Currency EURO = Currency.getInstance("EUR");

    private final Catalog catalog;
    private final House house;
    private final long now;

    Furniture(Catalog catalog, House house, long nowMillis) {
        this.catalog = catalog;
        this.house = house;
        this.now = nowMillis;
    }

    void putOnce() {
        if (catalog.setting(SETTING).isPresent()) {
            return;
        }
        site(SITE, "Demo house", ZONE);
        site(Measured.SITE, "Measured household", Measured.ZONE);
        catalog.create(meters(), List.of());
        sums();
        tariffs();
        catalog.putSetting(SETTING, "1");
    }

    /// Enters that a meter was exchanged, as somebody did who stood before it.
    void exchange(Incidents incidents) {
        String meter = Incidents.EXCHANGED;
        String register = "energy_import";
        if (!catalog.revisions().exchanges(meter).isEmpty()) {
            return;
        }
        catalog.create(List.of(), List.of(new NewChannel(meter, register, Kind.REGISTER)));
        catalog.revisions()
                .add(
                        new Exchange(
                                0,
                                meter,
                                register,
                                incidents.exchangedAt(),
                                Incidents.END_WH,
                                0,
                                "Calibration ran out; new device by the electrician",
                                now,
                                "demo",
                                OptionalLong.empty()));
    }

    /// A site that is there keeps its weeks, bills and demand.
    private void site(String id, String name, ZoneId zone) {
        var site =
                catalog.site(id)
                        .map(known ->
                                new Site(
                                        id,
                                        name,
                                        zone,
                                        EURO,
                                        known.weekStart(),
                                        known.demandMinutes(),
                                        known.billingDay()))
                        .orElseGet(() -> new Site(id, name, zone, EURO));
        catalog.put(site);
    }

    private List<Meter> meters() {
        var meters = new ArrayList<Meter>();
        meters.add(meter(HouseReadings.GRID, "Grid", Role.GRID));
        meters.add(meter(HouseReadings.SOLAR, "Solar roof", Role.SOLAR));
        meters.add(meter(HouseReadings.BATTERY, "Battery", Role.BATTERY));
        var underGrid = Optional.of(HouseReadings.GRID);
        for (var circuit : house.circuits()) {
            meters.add(new Meter(circuit.id(), SITE, circuit.name(), circuit.role(), underGrid));
        }
        meters.add(meter(Market.PRICES, "Spot market", Role.OTHER));
        meters.add(meter(Market.MIX, "Mix of the grid", Role.OTHER));
        var whole = Measured.MAIN;
        meters.add(new Meter(whole, Measured.SITE, "Whole house", Role.GRID, Optional.empty()));
        var names = List.of("Kitchen", "Laundry", "Water heater and air conditioner");
        for (int i = 0; i < names.size(); i++) {
            String id = Measured.SUBS.get(i);
            meters.add(new Meter(id, Measured.SITE, names.get(i), Role.LOAD, Optional.of(whole)));
        }
        return meters;
    }

    private static Meter meter(String id, String name, Role role) {
        return new Meter(id, SITE, name, role, Optional.empty());
    }

    /// Panel, circuits and devices: two circuits are the sums of what hangs on them. What no meter
    /// measures is what the house takes beyond all circuits.
    private void sums() {
        sum("kitchen", "Kitchen", Circuits.KITCHEN);
        sum("laundry", "Laundry", Circuits.LAUNDRY);
        var circuits =
                house.circuits().stream().map(Circuit::id).collect(Collectors.joining(" - "));
        put("rest", "Rest of the house", Role.OTHER, "grid + solar + battery - " + circuits);
    }

    private void sum(String id, String name, List<String> devices) {
        if (put(id, name, Role.LOAD, String.join(" + ", devices))) {
            for (var device : devices) {
                catalog.meter(device).ifPresent(meter -> catalog.put(under(meter, id)));
            }
        }
    }

    private boolean put(String id, String name, Role role, String formula) {
        if (catalog.meter(id).isPresent()) {
            return false;
        }
        var terms = Term.parse(formula);
        var parent = Optional.of(HouseReadings.GRID);
        catalog.put(new Meter(id, SITE, name, role, parent, MeterRules.UNKNOWN, terms));
        return true;
    }

    private static Meter under(Meter meter, String parent) {
        return new Meter(
                meter.id(),
                meter.site(),
                meter.name(),
                meter.role(),
                Optional.of(parent),
                meter.rules(),
                meter.formula());
    }

    private void tariffs() {
        int year = Instant.ofEpochMilli(now).atZone(ZONE).getYear();
        for (var id : Tariffs.ALL) {
            if (catalog.tariff(id).isEmpty()) {
                catalog.putTariff(id, Tariffs.document(id, year));
            }
        }
        var known = catalog.sources(SITE);
        var mix = new CarbonSource.Series(Market.MIX, Market.INTENSITY);
        var sources =
                new SiteSources(
                        known.tariff().or(() -> Optional.of(Tariffs.OF_THE_HOUSE)),
                        known.carbon().or(() -> Optional.of(mix)));
        catalog.site(SITE).ifPresent(site -> catalog.put(site, sources));
    }
}
