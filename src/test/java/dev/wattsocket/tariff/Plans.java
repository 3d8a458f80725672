package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Tariffs for tests: those that a supplier could offer, and random ones.
final class Plans {
    static final Set<DayKind> WEEKDAYS = EnumSet.range(DayKind.MONDAY, DayKind.FRIDAY);
    static final List<LineKind> TAXABLE =
            Stream.of(LineKind.values()).filter(kind -> kind != LineKind.TAX).toList();
    static final Set<Month> WINTER =
            EnumSet.of(Month.NOVEMBER, Month.DECEMBER, Month.JANUARY, Month.FEBRUARY);

    private Plans() {}

    static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    static EnergyPrice.Flat flat(String price) {
        return new EnergyPrice.Flat(money(price));
    }

    static EnergyPrice.Dynamic spot(String markup, String factor) {
        return new EnergyPrice.Dynamic("spot.price", money(markup), money(factor));
    }

    static EnergyPrice.Tiers tiers(String price, String upToKwh, String priceAbove) {
        return new EnergyPrice.Tiers(
                List.of(
                        new Tier("First", Optional.of(money(upToKwh)), money(price)),
                        new Tier("Rest", Optional.empty(), money(priceAbove))));
    }

    static Band band(String id, String price) {
        return new Band(id, id, money(price));
    }

    static BandRule rule(Set<Month> months, Set<DayKind> days, int from, int to, String band) {
        return new BandRule(months, days, from, to, band);
    }

    /// Energy at a price, and nothing else.
    static TariffVersion bare(String from, EnergyPrice energy) {
        return new TariffVersion(
                LocalDate.parse(from),
                energy,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    static Tariff tariff(TariffVersion... versions) {
        return new Tariff("Test", List.of(versions));
    }

    static Tax vat(String percent, LineKind... on) {
        return new Tax("VAT", money(percent), Set.of(on));
    }

    /// A tariff whose versions begin around a day.
    static Tariff random(Random random, LocalDate around) {
        var versions = new ArrayList<TariffVersion>();
        var days = new HashSet<LocalDate>();
        days.add(random.nextInt(3) == 0 ? around : around.minusDays(100));
        for (int i = random.nextInt(3); i > 0; i--) {
            days.add(around.plusDays(random.nextInt(5) - 3));
        }
        days.forEach(day -> versions.add(randomVersion(random, day)));
        return new Tariff("Random", versions);
    }

    private static TariffVersion randomVersion(Random random, LocalDate from) {
        var charges = new ArrayList<UnitCharge>();
        var standing = new ArrayList<StandingCharge>();
        var taxes = new ArrayList<Tax>();
        for (int i = random.nextInt(3); i > 0; i--) {
            charges.add(new UnitCharge("Charge " + i, price(random)));
            standing.add(new StandingCharge("Daily " + i, price(random)));
            var on = EnumSet.noneOf(LineKind.class);
            on.add(TAXABLE.get(random.nextInt(TAXABLE.size())));
            on.add(TAXABLE.get(random.nextInt(TAXABLE.size())));
            taxes.add(new Tax("Tax " + i, BigDecimal.valueOf(random.nextInt(2_500), 2), on));
        }
        var demand =
                new DemandCharge(
                        "Peak", price(random).abs(), BigDecimal.valueOf(random.nextInt(30), 1));
        return new TariffVersion(
                from,
                random.nextInt(4) == 0 ? randomTiers(random) : randomSteady(random),
                random.nextBoolean() ? Optional.of(randomSteady(random)) : Optional.empty(),
                charges,
                standing,
                random.nextBoolean() ? Optional.of(demand) : Optional.empty(),
                taxes);
    }

    private static EnergyPrice randomTiers(Random random) {
        var tiers = new ArrayList<Tier>();
        int end = 0;
        for (int i = random.nextInt(4); i > 0; i--) {
            end += 1 + random.nextInt(30_000);
            var kwh = Optional.of(BigDecimal.valueOf(end, random.nextInt(2) * 3));
            boolean rises = tiers.isEmpty() || kwh.get().compareTo(last(tiers)) > 0;
            if (rises) {
                tiers.add(new Tier("Tier " + i, kwh, price(random)));
            }
        }
        tiers.add(new Tier("Rest", Optional.empty(), price(random)));
        return new EnergyPrice.Tiers(tiers);
    }

    private static BigDecimal last(List<Tier> tiers) {
        return tiers.getLast().upToKwh().orElseThrow();
    }

    static EnergyPrice.Steady randomSteady(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new EnergyPrice.Flat(price(random));
            case 1 ->
                    new EnergyPrice.Dynamic(
                            "spot.price",
                            price(random),
                            BigDecimal.valueOf(random.nextInt(150), 2));
            default -> randomBands(random);
        };
    }

    static EnergyPrice.Bands randomBands(Random random) {
        var bands = new ArrayList<Band>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bands.add(new Band("b" + i, "Band " + i, price(random)));
        }
        var rules = new ArrayList<BandRule>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(96) * 15;
            int to = random.nextInt(97) * 15;
            rules.add(
                    new BandRule(
                            some(random, Month.class),
                            some(random, DayKind.class),
                            from,
                            to == from ? from + 15 : to,
                            any(random, bands)));
        }
        var holidays = new HashSet<LocalDate>();
        for (int i = random.nextInt(4); i > 0; i--) {
            holidays.add(LocalDate.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28)));
        }
        return new EnergyPrice.Bands(bands, rules, any(random, bands), holidays);
    }

    private static String any(Random random, List<Band> bands) {
        return bands.get(random.nextInt(bands.size())).id();
    }

    private static <E extends Enum<E>> Set<E> some(Random random, Class<E> type) {
        var some = EnumSet.noneOf(type);
        if (random.nextBoolean()) {
            for (var each : type.getEnumConstants()) {
                if (random.nextBoolean()) {
                    some.add(each);
                }
            }
        }
        return some;
    }

    private static BigDecimal price(Random random) {
        int decimals = 1 + random.nextInt(6);
        return BigDecimal.valueOf(random.nextInt(-2, 40) * 10L + random.nextInt(10), decimals);
    }

    /// Everything that a tariff can have.
    static TariffVersion full(String from) {
        return new TariffVersion(
                LocalDate.parse(from),
                flat("0.20"),
                Optional.of(flat("0.08")),
                List.of(new UnitCharge("Energy tax", money("0.10"))),
                List.of(new StandingCharge("Connection", money("0.80"))),
                Optional.of(new DemandCharge("Peak", money("4.00"), money("2.5"))),
                List.of(
                        vat(
                                "21",
                                LineKind.ENERGY,
                                LineKind.CHARGE,
                                LineKind.STANDING,
                                LineKind.DEMAND)));
    }
}
