package dev.wattsocket.query;

import dev.wattsocket.model.Site;
import dev.wattsocket.query.Figures.RunningBill;
import dev.wattsocket.tariff.BillingPeriods;
import dev.wattsocket.tariff.Forecast;
import dev.wattsocket.tariff.Money;
import dev.wattsocket.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// The bill of the billing period so far, and what it may become. Keeps what days cost until one of
/// them is revised. Blocks; one thread at a time.
final class LiveBill {
    private static final String BY_DAYS =
            "So far, what is charged by the day, and for each day left what the same weekday of the"
                    + " last four weeks cost on average; low and high are one standard deviation of"
                    + " that below and above.";
    private static final String BY_NOTHING =
            "So far, and what is charged by the day: no whole day of the last four weeks is known.";

    private final Bills bills;
    private final TypicalDays typical;
    private Optional<Kept> forecast = Optional.empty();

    LiveBill(Bills bills) {
        this.bills = bills;
        this.typical = new TypicalDays(bills);
    }

    private record Kept(List<Object> key, Forecast forecast) {}

    /// @param version changes with whatever may change what days before today cost
    RunningBill at(Site site, Tariff tariff, long now, Object version) {
        long from = BillingPeriods.startOf(now, site);
        long to = BillingPeriods.endOf(now, site);
        var soFar = bills.bill(site, tariff, from, Math.max(now, from + 1));
        var local = Instant.ofEpochMilli(now).atZone(site.zone());
        var base = soFar.total().add(charges(site, tariff, local.toLocalDate(), to));
        var rest =
                forecast(site, tariff, local.toLocalDate(), version)
                        .rest(local.toLocalDateTime(), date(to, site));
        var projected = rest.map(each -> base.add(each.cost())).orElse(base);
        var deviation = rest.map(Forecast.Rest::deviation).orElse(BigDecimal.ZERO);
        return new RunningBill(
                from,
                to,
                Money.round(soFar.total(), site.currency()),
                Money.round(projected, site.currency()),
                Money.round(projected.subtract(deviation), site.currency()),
                Money.round(projected.add(deviation), site.currency()),
                rest.isPresent() ? BY_DAYS : BY_NOTHING);
    }

    private Forecast forecast(Site site, Tariff tariff, LocalDate today, Object version) {
        var key = List.<Object>of(site, tariff, today, version);
        if (forecast.isEmpty() || !forecast.get().key().equals(key)) {
            forecast = Optional.of(new Kept(key, typical.before(today, site, tariff)));
        }
        return forecast.get().forecast();
    }

    /// What the days after today are charged with whatever is used: standing charges, and their
    /// part of the demand charge by the peak so far.
    private BigDecimal charges(Site site, Tariff tariff, LocalDate today, long to) {
        long tomorrow = today.plusDays(1).atStartOfDay(site.zone()).toInstant().toEpochMilli();
        return tomorrow < to ? bills.charges(site, tariff, tomorrow, to) : BigDecimal.ZERO;
    }

    private static LocalDate date(long millis, Site site) {
        return ZonedDateTime.ofInstant(Instant.ofEpochMilli(millis), site.zone()).toLocalDate();
    }
}
