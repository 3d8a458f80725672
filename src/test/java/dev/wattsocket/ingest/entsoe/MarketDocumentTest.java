package dev.wattsocket.ingest.entsoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.model.Reading;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketDocumentTest {
    private static final String TWO_HOURS =
            """
            <P_MarketDocument xmlns="any:version"><TimeSeries>
            <currency_Unit.name>EUR</currency_Unit.name>
            <price_Measure_Unit.name>MWH</price_Measure_Unit.name><curveType>A03</curveType>
            <Period><timeInterval><start>2026-01-01T00:00Z</start>
            <end>2026-01-01T02:00Z</end></timeInterval><resolution>PT60M</resolution>
            <Point><position>1</position><price.amount>10</price.amount></Point>
            </Period></TimeSeries></P_MarketDocument>
            """;

    @Test
    void aDayOfHoursIsReadToTheLastDigit() {
        var shown = Shown.of("hours.xml");

        assertThat(shown.refused).isEmpty();
        assertThat(shown.readings).hasSize(24);
        assertThat(shown.readings).allMatch(reading -> reading.meter().equals("spot"));
        assertThat(shown.readings).allMatch(reading -> reading.site().equals("home"));
        assertThat(shown.row(0)).isEqualTo("2026-01-14T23:00:00Z 60 price 0.09897");
        assertThat(shown.row(23)).isEqualTo("2026-01-15T22:00:00Z 60 price 0.105");
        assertThat(shown.lines.getFirst()).isEqualTo(31);
    }

    @Test
    void whatRepeatsIsLeftOutAndComesBack() {
        var shown = Shown.of("spring.xml");

        assertThat(shown.values())
                .hasSize(23)
                .startsWith(0.04107, 0.0385, 0.0385, 0.0385, 0.0, -0.01234, -0.01234, -0.01234)
                .endsWith(0.055, 0.071999);
        assertThat(Collections.frequency(shown.values(), 0.055)).isEqualTo(14);
        assertThat(shown.row(22)).startsWith("2026-03-29T21:00:00Z 60 ");
    }

    @Test
    void theLongNightHasAHundredQuarterHours() {
        var shown = Shown.of("autumn.xml");

        assertThat(shown.readings).hasSize(100);
        assertThat(shown.row(99)).isEqualTo("2025-10-26T22:45:00Z 15 price 0.098");
        assertThat(shown.values().subList(96, 100))
                .containsExactly(0.09901, 0.09901, 0.09901, 0.098);
    }

    @Test
    void hoursBecomeQuarterHours() {
        var shown = Shown.of("change.xml");

        assertThat(shown.refused).isEmpty();
        assertThat(shown.readings).hasSize(24 + 96);
        assertThat(shown.row(23)).isEqualTo("2025-09-30T21:00:00Z 60 price 0.07");
        assertThat(shown.row(24)).isEqualTo("2025-09-30T22:00:00Z 15 price 0.061");
        assertThat(shown.row(119)).isEqualTo("2025-10-01T21:45:00Z 15 price 0.065");
    }

    @Test
    void ofTwoAuctionsTheFirstIsTakenUnlessAskedOtherwise() {
        var first = Shown.of("auctions.xml");
        var second = Shown.of("auctions.xml", Shown.sequence(2));

        assertThat(first.values()).hasSize(96).startsWith(0.04).endsWith(0.041);
        assertThat(first.refused)
                .containsExactly(
                        "15 ambiguous TimeSeries 1 is of auction 2, and 1 is taken; sequence 2 chooses it.");
        assertThat(second.values()).hasSize(96).startsWith(0.05).endsWith(0.051);
        assertThat(second.refused).isEmpty();
    }

    @Test
    void ofTwoLengthsTheFirstIsTakenUnlessAskedOtherwise() {
        var hours = Shown.of("lengths.xml");
        var quarters = Shown.of("lengths.xml", Shown.resolution(Duration.ofMinutes(15)));

        assertThat(hours.values()).containsExactly(0.04, 0.044);
        assertThat(hours.refused).hasSize(1);
        assertThat(hours.refused.getFirst())
                .startsWith("51 ambiguous TimeSeries 2: This time is taken from a period before it")
                .endsWith("resolution PT15M chooses this one.");
        assertThat(quarters.values()).hasSize(8).startsWith(0.031).endsWith(0.038);
        assertThat(quarters.refused).isEmpty();
    }

    @Test
    void whatIsWrongIsToldWithItsPlaceAndSpoilsNothingElse() {
        var shown = Shown.of("spoilt.xml");

        assertThat(shown.values()).containsExactly(0.04, 0.043, 0.048, 0.25);
        assertThat(shown.row(1)).startsWith("2026-01-15T02:00:00Z");
        assertThat(shown.refused)
                .containsExactly(
                        "35 malformed TimeSeries 1: Position 2: \"n/e\" is not a number.",
                        "39 malformed TimeSeries 1: Position \"2\" is not a number from 3 to 5.",
                        "43 malformed TimeSeries 1: Position \"2\" is not a number from 3 to 5.",
                        "51 malformed TimeSeries 1: Position \"7\" is not a number from 5 to 5.",
                        "55 malformed TimeSeries 1: Position 5: \"1e3\" is not a number.",
                        "60 malformed TimeSeries 1: From 2026-01-15T04:00Z to 2026-01-15T05:30Z is not a whole "
                                + "number of PT60M, up to 200000 of them.",
                        "71 malformed TimeSeries 1: The period from 2026-01-15T06:00Z to 2026-01-15T05:00Z ends "
                                + "before it starts.",
                        "82 malformed TimeSeries 1: The start of a period is a time such as 2026-03-28T23:00Z, not "
                                + "\"yesterday\".",
                        "93 malformed TimeSeries 1: A resolution is PT15M, PT30M, PT60M or the like, not \"P1M\".",
                        "116 malformed TimeSeries 2: The prices are in \"PLN\", and the site counts in EUR: use a "
                                + "meter of a site in that currency.",
                        "138 malformed TimeSeries 3: The unit \"GJ\" is not understood: a price is per MWH or KWH, "
                                + "a quantity in MAW, KWT, MWH or KWH.");
    }

    @Test
    void aHoleIsNotFilledWithTheValueBeforeWhatCouldNotBeRead() {
        var shown =
                Shown.ofText(
                        TWO_HOURS
                                .replace("02:00Z", "06:00Z")
                                .replace(
                                        "</Period>",
                                        "<Point><position>3</position><price.amount>?</price.amount></Point>"
                                                + "<Point><position>5</position><price.amount>7</price.amount>"
                                                + "</Point></Period>"),
                        Shown.PRICES);

        assertThat(shown.values()).containsExactly(0.01, 0.01, 0.007, 0.007);
        assertThat(shown.row(2)).startsWith("2026-01-01T04:00:00Z");
        assertThat(shown.refused).hasSize(1);
    }

    @Test
    void nothingIsHeldPastAPositionThatCouldNotBeRead() {
        String xml =
                TWO_HOURS
                        .replace("02:00Z", "04:00Z")
                        .replace(
                                "</Period>",
                                "<Point><position>x</position><price.amount>8</price.amount></Point>"
                                        + "<Point><position>4</position><price.amount>7</price.amount>"
                                        + "</Point></Period>");

        var shown = Shown.ofText(xml, Shown.PRICES);

        assertThat(shown.values()).containsExactly(0.01, 0.007);
        assertThat(shown.row(1)).startsWith("2026-01-01T03:00:00Z");
    }

    @Test
    void loadIsPower() {
        var shown = Shown.of("load.xml");

        assertThat(shown.row(0)).isEqualTo("2026-01-14T23:00:00Z 15 power 8.12E8");
        assertThat(shown.values()).containsExactly(8.12e8, 8.12e8, 7.995e8, 7.995e8);
    }

    @Test
    void aChannelThatCannotHoldItIsRefused() {
        assertThat(Shown.of("hours.xml", Shown.into("carbon_intensity")).refused)
                .containsExactly(
                        "15 malformed TimeSeries 1: Channel carbon_intensity can't hold it, because this is price.");
        assertThat(Shown.of("hours.xml", Shown.into("price_of_exchange")).readings).hasSize(24);
        assertThat(Shown.of("load.xml", Shown.into("price")).readings).isEmpty();
    }

    @Test
    void theirRefusalIsPassedOn() {
        assertThatThrownBy(() -> Shown.of("refusal.xml"))
                .isInstanceOf(MarketException.class)
                .hasMessage(
                        "This holds no data, but ENTSO-E's answer why there is none: (999) No data was found for "
                                + "these days & this place.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | This is not XML",
                "{\"price\":1}                               | This is not XML: line 1: ",
                "<html><body/></html>                        | it begins with <html>",
                "<A_MarketDocument><x/></A_MarketDocument>   | This A_MarketDocument has no TimeSeries.",
                "<A_MarketDocument><TimeSeries>              | This is not XML: line 1: ",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>          | A document with a DOCTYPE is not taken",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>| A document with a DOCTYPE is not taken",
            })
    void whatIsNoMarketDocumentIsToldSo(String text, String sentence) {
        assertThatThrownBy(() -> Shown.ofText(text, Shown.PRICES))
                .isInstanceOf(MarketException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void depthAndTextHaveLimits() {
        String deep = "<a>".repeat(Elements.DEPTH_MAX) + "</a>".repeat(Elements.DEPTH_MAX);
        String wide =
                TWO_HOURS.replace(
                        "<resolution>", "<note>" + "x".repeat(100_000) + "</note><resolution>");
        String longNumber = TWO_HOURS.replace(">10<", ">" + "1".repeat(1_000) + "<");

        assertThatThrownBy(() ->
                        Shown.ofText(
                                "<A_MarketDocument>" + deep + "</A_MarketDocument>", Shown.PRICES))
                .hasMessageContaining("more than 16 elements within each other");
        assertThat(Shown.ofText(wide, Shown.PRICES).readings).hasSize(2);
        assertThat(Shown.ofText(longNumber, Shown.PRICES).refused.getFirst())
                .hasSizeLessThan(Elements.TEXT_CHARS_MAX + 100);
    }

    @Test
    void aFewLinesThatMeanYearsAreTooMuch() {
        String years = TWO_HOURS.replace("PT60M", "PT1M").replace("2026-01-01T02", "2026-05-15T00");
        String more = TWO_HOURS.replace("PT60M", "PT1M").replace("2026-01-01T02", "2027-01-01T00");
        String period = years.substring(years.indexOf("<Period>"), years.indexOf("</TimeSeries>"));
        String next = period.replace("2026", "2027");

        assertThat(Shown.ofText(years, Shown.PRICES).readings).hasSize(134 * 1440);
        assertThat(Shown.ofText(more, Shown.PRICES).refused).hasSize(1);
        assertThatThrownBy(() -> Shown.ofText(years.replace(period, period + next), Shown.PRICES))
                .hasMessage("A document has at most 200000 positions; ask for a shorter time.");
    }

    /// Bytes that were lost or changed on their way: a sentence, or fewer readings, never a bug.
    @Test
    void brokenBytesAreToldOrRead() {
        String whole = Shown.text("spring.xml");
        var random = new Random(20260329);
        int told = 0;
        for (int round = 0; round < 2_000; round++) {
            var broken = new StringBuilder(whole);
            for (int i = 0; i <= random.nextInt(3); i++) {
                int at = random.nextInt(broken.length());
                switch (random.nextInt(3)) {
                    case 0 -> broken.setCharAt(at, (char) (32 + random.nextInt(96)));
                    case 1 -> broken.delete(at, Math.min(broken.length(), at + random.nextInt(80)));
                    default -> broken.insert(at, whole, at / 2, at / 2 + random.nextInt(40));
                }
            }
            try {
                List<Reading> read = Shown.ofText(broken.toString(), Shown.PRICES).readings;
                assertThat(read).hasSizeLessThan(60 * 24);
            } catch (MarketException e) {
                assertThat(e.getMessage()).isNotBlank();
                told++;
            }
        }
        assertThat(told).isGreaterThan(500);
    }
}
