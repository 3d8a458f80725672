package dev.wattsocket.query;

import dev.wattsocket.metering.DemandInterval;
import dev.wattsocket.model.Site;
import dev.wattsocket.tariff.PriceStep;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a site comes to at a moment: the figures that are shown live.
///
/// @param today from the site's midnight to the moment
/// @param gridWatts what the grid gives at the moment, less than nothing where it takes
/// @param price of the moment
/// @param intensity of the grid at the moment, in g/kWh
public record Figures(
        Site site,
        long timeMillis,
        Account today,
        OptionalDouble gridWatts,
        Optional<PriceStep> price,
        OptionalDouble intensity,
        Optional<RunningBill> bill,
        Optional<RunningDemand> demand) {

    /// What an hour like this moment costs; less than nothing where it earns.
    public Optional<BigDecimal> costPerHour() {
        if (gridWatts.isEmpty() || price.isEmpty()) {
            return Optional.empty();
        }
        var kilowatts = BigDecimal.valueOf(gridWatts.getAsDouble()).movePointLeft(3);
        return kilowatts.signum() >= 0
                ? Optional.of(kilowatts.multiply(price.get().price()))
                : price.get().feedIn().map(kilowatts::multiply);
    }

    /// The bill of the billing period so far, and what it may become. Rounded as a bill is.
    public record RunningBill(
            long fromMillis,
            long toMillis,
            BigDecimal soFar,
            BigDecimal projected,
            BigDecimal low,
            BigDecimal high,
            String method) {}

    /// The demand interval that runs.
    ///
    /// @param watts what came so far, over its full length
    /// @param projectedWatts where it ends if the power of the moment holds
    /// @param peak the highest of the billing period
    public record RunningDemand(
            String meter,
            long startMillis,
            long endMillis,
            double watts,
            double projectedWatts,
            Optional<DemandInterval> peak) {}
}
