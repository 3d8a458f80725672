package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.List;

/// A billing period of a bill, or the part of it that was asked for.
///
/// @param days that begin within it
/// @param coverage part of it that readings speak of, 0 to 1
/// @param unpricedImport what had no price, and is on no line: before the tariff began, or where
///   the series that its price follows says nothing
public record BillPeriod(
        long fromMillis,
        long toMillis,
        int days,
        List<Line> lines,
        Energy imported,
        Energy exported,
        double coverage,
        Energy unpricedImport,
        Energy unpricedExport) {
    public BillPeriod {
        lines = List.copyOf(lines);
    }

    /// The sum of the lines.
    public BigDecimal total() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
