package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.tariff.Tariff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The figures of one site for who asks again and again: the same questions as ever, over quarter
/// hours and prices that are kept until a reading changes them. Blocks; one thread at a time.
public final class LiveFigures {
    private final Catalog catalog;
    private final Rollups rollups;
    private final String siteId;
    private final KeptCells cells;
    private final EnergyQuery energy;
    private final Bills bills;
    private final Carbon carbon;
    private final Accounts accounts;
    private final PresentPower power;
    private final LiveBill bill;
    private final LiveDemand demand;

    public LiveFigures(Catalog catalog, Rollups rollups, SeriesStore store, String siteId) {
        this.catalog = catalog;
        this.rollups = rollups;
        this.siteId = siteId;
        this.cells = new KeptCells(catalog, rollups);
        this.energy = new EnergyQuery(catalog, rollups, cells);
        var steps = new KeptSteps(rollups, new StepSeries(store));
        this.bills = new Bills(catalog, energy, steps);
        this.carbon = new Carbon(catalog, energy, steps);
        this.accounts = new Accounts(new Balances(catalog, energy), bills, carbon);
        this.power = new PresentPower(catalog, store);
        this.bill = new LiveBill(bills);
        this.demand = new LiveDemand(energy);
    }

    /// The figures of a moment; empty where there is no such site any more.
    public Optional<Figures> at(long now) {
        cells.look();
        return catalog.site(siteId).map(site -> figures(site, now));
    }

    private Figures figures(Site site, long now) {
        long midnight = By.DAY.startOf(now, site.zone());
        var today = Edges.of(midnight, Math.max(now, midnight + 1), By.DAY, site.zone());
        var grid =
                SiteMeters.of(catalog, siteId, energy::measures)
                        .balance()
                        .getOrDefault(Role.GRID, List.of());
        var watts = grid.isEmpty() ? OptionalDouble.empty() : power.of(grid, now);
        var tariff = bills.tariffOf(site);
        return new Figures(
                site,
                now,
                Accounts.total(accounts.buckets(site, today)),
                watts,
                tariff.flatMap(each -> bills.prices(site, each, now, now + 1).stream().findFirst()),
                carbon.intensity(site, now, now + 1).at(now),
                tariff.map(each -> bill.at(site, each, now, versions(site, each, midnight))),
                grid.stream()
                        .findFirst()
                        .flatMap(catalog::meter)
                        .map(meter -> demand(meter, site, now, grid, watts)));
    }

    private Figures.RunningDemand demand(
            Meter meter, Site site, long now, List<String> grid, OptionalDouble watts) {
        var own = grid.size() == 1 ? watts : power.of(List.of(meter.id()), now);
        return demand.at(cells.standing(meter), site, now, own);
    }

    /// What the cost of the days before a midnight hangs on.
    private List<Object> versions(Site site, Tariff tariff, long midnight) {
        var versions = new ArrayList<Object>();
        for (var meter : bills.billed(site)) {
            var at = cells.standing(meter);
            versions.add(at.version());
            // As long as not all of them are closed, any sample may move them.
            boolean isClosed = at.standing().closedUpTo() >= midnight;
            versions.add(isClosed ? 0L : at.standing().appended());
        }
        for (var series : tariff.series()) {
            var channel = bills.channel(series);
            versions.add(channel);
            versions.add(channel.map(each -> rollups.standing(List.of(each)).appended()));
        }
        return versions;
    }
}
