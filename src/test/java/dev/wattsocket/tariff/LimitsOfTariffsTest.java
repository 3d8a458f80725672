package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsOfTariffsTest {
    private static final Band BAND = Plans.band("a", "1");

    @Test
    void versions() {
        var first = LocalDate.of(2026, 1, 1);
        var versions =
                IntStream.rangeClosed(0, Tariff.VERSIONS_MAX)
                        .mapToObj(i -> Plans.bare(first.plusDays(i).toString(), Plans.flat("1")))
                        .toList();

        assertThatThrownBy(() -> new Tariff("T", versions))
                .hasMessage("versions are at most 200; there are 201.");
    }

    @Test
    void bandsRulesAndHolidays() {
        var bands =
                IntStream.rangeClosed(0, Check.BANDS_MAX)
                        .mapToObj(i -> Plans.band("b" + i, "1"))
                        .toList();
        var rules =
                Collections.nCopies(
                        Check.RULES_MAX + 1, Plans.rule(Set.of(), Set.of(), 0, 15, "a"));
        var days = new HashSet<LocalDate>();
        for (int i = 0; i <= Check.HOLIDAYS_MAX; i++) {
            days.add(LocalDate.of(2026, 1, 1).plusDays(i));
        }

        assertThatThrownBy(() -> new EnergyPrice.Bands(bands, List.of(), "b0", Set.of()))
                .hasMessage("bands are at most 32; there are 33.");
        assertThatThrownBy(() -> new EnergyPrice.Bands(List.of(BAND), rules, "a", Set.of()))
                .hasMessage("rules of a calendar are at most 200; there are 201.");
        assertThatThrownBy(() -> new EnergyPrice.Bands(List.of(BAND), List.of(), "a", days))
                .hasMessage("holidays are at most 2000; there are 2001.");
    }

    @Test
    void tiers() {
        var tiers =
                Collections.nCopies(
                        Check.TIERS_MAX + 1, new Tier("A", Optional.empty(), Plans.money("1")));

        assertThatThrownBy(() -> new EnergyPrice.Tiers(tiers))
                .hasMessage("tiers are at most 32; there are 33.");
    }

    @Test
    void charges() {
        var charges =
                Collections.nCopies(
                        TariffVersion.CHARGES_MAX + 1, new UnitCharge("C", Plans.money("1")));

        assertThatThrownBy(() ->
                        new TariffVersion(
                                LocalDate.of(2026, 1, 1),
                                Plans.flat("1"),
                                Optional.empty(),
                                charges,
                                List.of(),
                                Optional.empty(),
                                List.of()))
                .hasMessage("charges are at most 32; there are 33.");
    }
}
