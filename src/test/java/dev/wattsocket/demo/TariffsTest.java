package dev.wattsocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.tariff.json.TariffJson;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The demo's price plans are such as the program reads.
class TariffsTest {
    @SuppressWarnings("unused") // named below
    static final Iterable<String> PLANS = Tariffs.ALL;

    @ParameterizedTest
    @FieldSource("PLANS")
    void eachPlanHasThePricesOfBeforeAndOfNow(String id) {
        var tariff = TariffJson.read(Tariffs.document(id, 2026));

        assertThat(tariff.versions()).hasSize(2);
        assertThat(tariff.versions().getFirst().from()).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(tariff.versions().getLast().from()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(tariff.versions().getLast().feedIn()).isPresent();
    }

    @Test
    void easterIsWhenItIs() {
        assertThat(Tariffs.easter(2024)).isEqualTo(LocalDate.of(2024, 3, 31));
        assertThat(Tariffs.easter(2025)).isEqualTo(LocalDate.of(2025, 4, 20));
        assertThat(Tariffs.easter(2026)).isEqualTo(LocalDate.of(2026, 4, 5));
        assertThat(Tariffs.easter(2038)).isEqualTo(LocalDate.of(2038, 4, 25));
        assertThat(Tariffs.document("seasons", 2026)).contains("\"2026-04-06\"", "\"2026-05-14\"");
    }
}
