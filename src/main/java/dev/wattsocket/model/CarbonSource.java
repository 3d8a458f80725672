package dev.wattsocket.model;

import java.math.BigDecimal;

/// Where the greenhouse gases of what a site takes from the grid are known from.
public sealed interface CarbonSource {

    /// As many grams for each kilowatt-hour, always.
    record Constant(BigDecimal gramsPerKwh) implements CarbonSource {
        public Constant {
            if (gramsPerKwh.signum() < 0
                    || gramsPerKwh.doubleValue() > Quantity.CARBON_INTENSITY.max()) {
                throw new IllegalArgumentException(
                        "carbon is from 0 to 100000 g/kWh, not " + gramsPerKwh + ".");
            }
        }

        @Override
        public String text() {
            return gramsPerKwh.toPlainString();
        }
    }

    /// A channel of a meter, in g/kWh.
    record Series(String meter, String channel) implements CarbonSource {
        public Series {
            if (!Names.isId(meter) || !Names.isChannel(channel)) {
                throw new IllegalArgumentException(
                        "carbon is a number of g/kWh, or a series such as"
                                + " grid-mix.carbon_intensity, not "
                                + meter
                                + "."
                                + channel
                                + ".");
            }
        }

        @Override
        public String text() {
            return meter + "." + channel;
        }
    }

    /// Reads what `text` says.
    ///
    /// @throws IllegalArgumentException with a sentence, where it says neither
    static CarbonSource parse(String text) {
        if (text.matches("-?\\d{1,20}(\\.\\d{1,20})?")) {
            return new Constant(new BigDecimal(text));
        }
        int cut = text.lastIndexOf('.');
        return new Series(text.substring(0, Math.max(0, cut)), text.substring(cut + 1));
    }

    /// `385`, or `grid-mix.carbon_intensity`.
    String text();
}
