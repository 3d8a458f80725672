package dev.wattsocket.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Formulas and carbon sources as people write them.
final class TermTest {
    @Test
    void aFormulaIsMetersWithSigns() {
        assertThat(Term.parse("  heat-pump +\tsolar.roof - ev:1 "))
                .containsExactly(
                        new Term("heat-pump", false),
                        new Term("solar.roof", false),
                        new Term("ev:1", true));
        assertThat(Term.parse("- a - b"))
                .isEqualTo(List.of(new Term("a", true), new Term("b", true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "- a", "a + b", "a-b - c", "- a + b - c"})
    void whatIsPrintedIsReadAgain(String formula) {
        assertThat(Term.print(Term.parse(formula))).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource({
        "'', no meter's id",
        "'+', after each sign comes a meter",
        "'a b', after each sign comes a meter",
        "'a + + b', after each sign comes a meter",
        "'a + - b +', no meter's id",
        "'a x b', x is no sign",
        "'a+b', a+b is no meter's id",
        "'a + -b', -b is no meter's id",
        "'a - a', a is there twice",
    })
    void whatIsNoFormulaSaysWhy(String formula, String why) {
        assertThatThrownBy(() -> Term.parse(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFormulaHasAtMost64Meters() {
        var sum = new StringJoiner(" + ");
        for (int i = 0; i < Meter.TERMS_MAX; i++) {
            sum.add("m" + i);
        }
        assertThat(Term.parse(sum.toString())).hasSize(64);
        assertThatThrownBy(() -> Term.parse(sum.add("one.more").toString()))
                .hasMessage("A formula has at most 64 meters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"385", "0", "0.5", "mix.carbon_intensity", "a.b-c:1.co2"})
    void aCarbonSourceIsANumberOrASeries(String text) {
        assertThat(CarbonSource.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-1", "100001", "1e3", "mix", "mix.", ".x", "mix.2x", "a b.c"})
    void anythingElseIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> CarbonSource.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("carbon is ");
    }
}
