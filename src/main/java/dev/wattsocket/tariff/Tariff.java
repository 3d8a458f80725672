package dev.wattsocket.tariff;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A price plan with its history: each version holds from its day until the next one's, so that a
/// new price leaves old days as they were. Days before the first version have no price.
///
/// @param versions in order of their days, whatever order they were given in
public record Tariff(String name, List<TariffVersion> versions) {
    public static final int VERSIONS_MAX = 200;

    /// That of a site which has none: nothing has a price.
    public static final Tariff NONE = new Tariff("No tariff", List.of());

    public Tariff {
        Check.name(name);
        Check.size("versions", versions, VERSIONS_MAX);
        versions = versions.stream().sorted(Comparator.comparing(TariffVersion::from)).toList();
        for (int i = 1; i < versions.size(); i++) {
            var day = versions.get(i).from();
            Check.require(
                    !day.equals(versions.get(i - 1).from()),
                    "Two versions begin on %s: give each its own day.".formatted(day));
        }
    }

    /// The index of the version that holds on a day; -1 before the first.
    int versionOn(LocalDate day) {
        int version = versions.size() - 1;
        while (version >= 0 && versions.get(version).from().isAfter(day)) {
            version--;
        }
        return version;
    }

    /// Whether a price depends on how much was used since the billing period began.
    public boolean hasTiers() {
        return versions.stream().anyMatch(each -> each.energy() instanceof EnergyPrice.Tiers);
    }

    /// Whether a bill depends on the highest demand of the billing period.
    public boolean hasDemand() {
        return versions.stream().anyMatch(each -> each.demand().isPresent());
    }

    /// The series that dynamic prices follow, each as `meter.channel`.
    public Set<String> series() {
        var series = new TreeSet<String>();
        for (var version : versions) {
            if (version.energy() instanceof EnergyPrice.Dynamic bought) {
                series.add(bought.series());
            }
            version.feedIn()
                    .ifPresent(price -> {
                        if (price instanceof EnergyPrice.Dynamic sold) {
                            series.add(sold.series());
                        }
                    });
        }
        return series;
    }
}
