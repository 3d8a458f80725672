package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes the lines of one billing period, or of a part of it. Amounts are exact until each line is
/// rounded, once; a tax is of the exact amounts. Confined to one thread.
final class Invoice {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Tariff tariff;
    private final List<Rate> rates;
    private final Site site;
    private final Tally tally;
    private final long from;
    private final long to;
    private final Optional<Peak> peak;
    private final List<Line> lines = new ArrayList<>();

    Invoice(
            Tariff tariff,
            List<Rate> rates,
            Site site,
            Tally tally,
            long from,
            long to,
            Optional<Peak> peak) {
        this.tariff = tariff;
        this.rates = rates;
        this.site = site;
        this.tally = tally;
        this.from = from;
        this.to = to;
        this.peak = peak;
    }

    List<Line> lines() {
        var versions = tariff.versions();
        for (int i = 0; i < versions.size(); i++) {
            boolean isLast = i == versions.size() - 1;
            long begin = Days.start(versions.get(i).from(), site.zone());
            long end = isLast ? to : Days.start(versions.get(i + 1).from(), site.zone());
            begin = Math.max(begin, from);
            end = Math.min(end, to);
            if (begin < end) {
                new Part(versions.get(i), i, begin, end).write();
            }
        }
        return lines.stream().map(line -> line.rounded(site.currency())).toList();
    }

    /// The part of the period in which one version holds.
    private final class Part {
        private final TariffVersion version;
        private final int index;
        private final long begin;
        private final long end;
        private final int firstLine = lines.size();

        Part(TariffVersion version, int index, long begin, long end) {
            this.version = version;
            this.index = index;
            this.begin = begin;
            this.end = end;
        }

        void write() {
            energy(LineKind.ENERGY);
            for (var charge : version.charges()) {
                var imported = tally.imported(index);
                if (!imported.equals(Energy.ZERO)) {
                    perUnit(
                            LineKind.CHARGE,
                            charge.name(),
                            imported.toKwh(),
                            "kWh",
                            charge.perKwh());
                }
            }
            int days = Days.between(begin, end, site.zone());
            if (days > 0) {
                for (var charge : version.standing()) {
                    var quantity = BigDecimal.valueOf(days);
                    perUnit(LineKind.STANDING, charge.name(), quantity, "day", charge.perDay());
                }
                version.demand().ifPresent(charge -> demand(charge, days));
            }
            energy(LineKind.FEED_IN);
            taxes();
        }

        private void energy(LineKind kind) {
            for (int i = 0; i < rates.size(); i++) {
                var rate = rates.get(i);
                if (rate.version() == index
                        && rate.kind() == kind
                        && !tally.energy(i).equals(Energy.ZERO)) {
                    var kwh = tally.energy(i).toKwh();
                    var amount = tally.amount(i);
                    var price = rate.price().orElseGet(() -> Money.mean(amount, kwh));
                    boolean isEarned = kind == LineKind.FEED_IN;
                    line(
                            kind,
                            rate.name(),
                            rate.band(),
                            kwh,
                            "kWh",
                            price,
                            isEarned ? amount.negate() : amount,
                            rate.price().isPresent() ? "" : "mean of prices that change");
                }
            }
        }

        /// A bill for some days of a billing period has that part of its demand charge, so that the
        /// parts sum to the whole.
        private void demand(DemandCharge charge, int days) {
            var kw = charge.floorKw();
            var note = "the least that is charged";
            if (peak.isPresent() && peak.get().kw().compareTo(kw) >= 0) {
                kw = peak.get().kw();
                var at = Instant.ofEpochMilli(peak.get().startMillis()).atZone(site.zone());
                note = "highest at " + MINUTE.format(at);
            }
            if (kw.signum() == 0) {
                return;
            }
            int whole =
                    Days.between(
                            BillingPeriods.startOf(begin, site),
                            BillingPeriods.endOf(begin, site),
                            site.zone());
            var amount = kw.multiply(charge.perKw());
            if (days != whole) {
                amount = Money.quotient(amount.multiply(BigDecimal.valueOf(days)), whole);
                note += "; %d of %d days".formatted(days, whole);
            }
            line(
                    LineKind.DEMAND,
                    charge.name(),
                    Optional.empty(),
                    kw,
                    "kW",
                    charge.perKw(),
                    amount,
                    note);
        }

        private void taxes() {
            var taxed = List.copyOf(lines.subList(firstLine, lines.size()));
            for (var tax : version.taxes()) {
                var base = BigDecimal.ZERO;
                for (var line : taxed) {
                    if (tax.on().contains(line.kind())) {
                        base = base.add(line.amount());
                    }
                }
                if (base.signum() != 0) {
                    line(
                            LineKind.TAX,
                            tax.name(),
                            Optional.empty(),
                            tax.percent(),
                            "%",
                            base,
                            base.multiply(tax.percent()).movePointLeft(2),
                            "");
                }
            }
        }

        private void perUnit(
                LineKind kind, String name, BigDecimal quantity, String unit, BigDecimal price) {
            var amount = quantity.multiply(price);
            line(kind, name, Optional.empty(), quantity, unit, price, amount, "");
        }

        private void line(
                LineKind kind,
                String name,
                Optional<String> band,
                BigDecimal quantity,
                String unit,
                BigDecimal price,
                BigDecimal amount,
                String note) {
            lines.add(new Line(kind, name, band, quantity, unit, price, amount, begin, end, note));
        }
    }
}
