package dev.wattsocket.tariff.json;

import dev.wattsocket.tariff.DemandCharge;
import dev.wattsocket.tariff.EnergyPrice;
import dev.wattsocket.tariff.LineKind;
import dev.wattsocket.tariff.StandingCharge;
import dev.wattsocket.tariff.Tariff;
import dev.wattsocket.tariff.TariffVersion;
import dev.wattsocket.tariff.Tax;
import dev.wattsocket.tariff.UnitCharge;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the JSON document of a tariff. Any thread.
public final class TariffJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final String KINDS =
            Stream.of(LineKind.values())
                    .filter(kind -> kind != LineKind.TAX)
                    .map(LineKind::wireName)
                    .collect(Collectors.joining(", "));

    private TariffJson() {}

    /// The tariff that a text describes.
    ///
    /// @throws IllegalArgumentException with a sentence that says what is wrong, and where
    public static Tariff read(String document) {
        try {
            return read(JSON.readTree(document));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The tariff is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// The tariff that a part of another document describes.
    ///
    /// @throws IllegalArgumentException with a sentence that says what is wrong, and where
    public static Tariff read(JsonNode document) {
        var place = new Place(document, "").object("name", "versions");
        String name = place.at("name").text();
        var versions = place.list("versions", TariffJson::version);
        if (versions.isEmpty()) {
            throw place.at("versions").wrong("is a list of at least one version");
        }
        return place.make(() -> new Tariff(name, versions));
    }

    /// The document as it is kept: what is not needed is not there.
    public static String write(Tariff tariff) {
        return JSON.writeValueAsString(TariffWriter.document(tariff));
    }

    private static TariffVersion version(Place at) {
        at.object("from", "energy", "feed_in", "charges", "standing", "demand", "taxes");
        var from = at.at("from").day();
        var energy = PriceReader.energy(at.at("energy"));
        var feedIn = at.optional("feed_in", TariffJson::feedIn);
        var charges = at.list("charges", TariffJson::unitCharge);
        var standing = at.list("standing", TariffJson::standingCharge);
        var demand = at.optional("demand", TariffJson::demandCharge);
        var taxes = at.list("taxes", TariffJson::tax);
        return at.make(
                () -> new TariffVersion(from, energy, feedIn, charges, standing, demand, taxes));
    }

    private static EnergyPrice.Steady feedIn(Place at) {
        return switch (PriceReader.energy(at)) {
            case EnergyPrice.Steady steady -> steady;
            case EnergyPrice.Tiers _ ->
                    throw new IllegalArgumentException(
                            at.path() + " has no tiers: its kind is flat, bands or dynamic.");
        };
    }

    private static UnitCharge unitCharge(Place at) {
        at.object("name", "per_kwh");
        String name = at.at("name").text();
        var perKwh = at.at("per_kwh").decimal();
        return at.make(() -> new UnitCharge(name, perKwh));
    }

    private static StandingCharge standingCharge(Place at) {
        at.object("name", "per_day");
        String name = at.at("name").text();
        var perDay = at.at("per_day").decimal();
        return at.make(() -> new StandingCharge(name, perDay));
    }

    private static DemandCharge demandCharge(Place at) {
        at.object("name", "per_kw", "floor_kw");
        String name = at.at("name").text();
        var perKw = at.at("per_kw").decimal();
        var floorKw = at.optional("floor_kw", Place::decimal).orElse(BigDecimal.ZERO);
        return at.make(() -> new DemandCharge(name, perKw, floorKw));
    }

    private static Tax tax(Place at) {
        at.object("name", "percent", "on");
        String name = at.at("name").text();
        var percent = at.at("percent").decimal();
        List<LineKind> kinds =
                at.list(
                        "on",
                        each ->
                                LineKind.of(each.text())
                                        .filter(kind -> kind != LineKind.TAX)
                                        .orElseThrow(() -> each.wrong("is one of " + KINDS)));
        var on = EnumSet.noneOf(LineKind.class);
        on.addAll(kinds);
        return at.make(() -> new Tax(name, percent, on));
    }
}
