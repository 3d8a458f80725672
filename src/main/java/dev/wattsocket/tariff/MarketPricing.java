package dev.wattsocket.tariff;

import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.Optional;

/// A price that follows a series. Energy is spread evenly over its moment, and each part pays the
/// price of its time; where the series says nothing it has no price. Confined to one thread.
final class MarketPricing implements Pricing {
    static final Steps NOTHING_KNOWN = new Steps.Builder(0, 0).build();

    private final int rate;
    private final LineKind kind;
    private final EnergyPrice.Dynamic terms;
    private final Steps steps;
    private int priced = -1;
    private BigDecimal price = BigDecimal.ZERO;

    MarketPricing(int rate, LineKind kind, EnergyPrice.Dynamic terms, Steps steps) {
        this.rate = rate;
        this.kind = kind;
        this.terms = terms;
        this.steps = steps;
    }

    @Override
    public void add(Moment at, Energy energy, Tally into) {
        long length = at.endMillis() - at.startMillis();
        long end = at.startMillis();
        var given = Energy.ZERO;
        for (int i = steps.firstEndingAfter(end); isWithin(i, at.endMillis()); i++) {
            if (steps.startMillis(i) > end) {
                end = steps.startMillis(i);
                var until = Parts.of(energy, end - at.startMillis(), length);
                into.addUnpriced(kind, until.minus(given));
                given = until;
            }
            end = Math.min(steps.endMillis(i), at.endMillis());
            var until = Parts.of(energy, end - at.startMillis(), length);
            into.add(rate, until.minus(given), price(i));
            given = until;
        }
        if (end < at.endMillis()) {
            into.addUnpriced(kind, energy.minus(given));
        }
    }

    @Override
    public Optional<Offer> offer(Moment at, long millis) {
        int step = steps.firstEndingAfter(millis);
        return isWithin(step, millis + 1)
                ? Optional.of(new Offer(rate, price(step)))
                : Optional.empty();
    }

    @Override
    public long nextChange(long millis) {
        int step = steps.firstEndingAfter(millis);
        if (step >= steps.size()) {
            return Long.MAX_VALUE;
        }
        return steps.startMillis(step) > millis ? steps.startMillis(step) : steps.endMillis(step);
    }

    private boolean isWithin(int step, long endMillis) {
        return step < steps.size() && steps.startMillis(step) < endMillis;
    }

    private BigDecimal price(int step) {
        if (step != priced) {
            priced = step;
            price = terms.price(steps.value(step));
        }
        return price;
    }
}
