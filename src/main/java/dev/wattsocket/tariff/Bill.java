package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/// What a range of time costs. The lines of its periods add up to the total exactly.
public record Bill(long fromMillis, long toMillis, List<BillPeriod> periods) {
    public Bill {
        periods = List.copyOf(periods);
    }

    /// The sum of all lines.
    public BigDecimal total() {
        return periods.stream().map(BillPeriod::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public Energy imported() {
        return sum(BillPeriod::imported);
    }

    public Energy exported() {
        return sum(BillPeriod::exported);
    }

    public Energy unpricedImport() {
        return sum(BillPeriod::unpricedImport);
    }

    public Energy unpricedExport() {
        return sum(BillPeriod::unpricedExport);
    }

    /// Part of the range that readings speak of, 0 to 1.
    public double coverage() {
        double covered = 0;
        for (var period : periods) {
            covered += period.coverage() * (period.toMillis() - period.fromMillis());
        }
        return covered / (toMillis - fromMillis);
    }

    private Energy sum(Function<BillPeriod, Energy> part) {
        return periods.stream().map(part).reduce(Energy.ZERO, Energy::plus);
    }
}
