package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Reading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// Count, least, mean, most and sum of one channel's values in a file: enough to see a wrong unit
/// or column. Confined to one thread.
final class ChannelFigures {
    private static final MathContext SHOWN = new MathContext(9);

    private long count;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double sum;
    private boolean isInterval;

    void add(Reading reading, double value) {
        count++;
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
        isInterval = reading.intervalMillis() > 0;
    }

    /// A line of the table; `name` is of meter and channel.
    List<String> row(String name) {
        var quantity = Quantity.of(name.substring(name.lastIndexOf('.') + 1));
        var kind = isInterval ? Kind.INTERVAL : quantity.kind();
        boolean hasSum = isInterval && quantity.isAmount();
        return List.of(
                name,
                kind.wireName(),
                Summary.grouped(count),
                plain(least),
                plain(sum / count),
                plain(most),
                hasSum ? plain(sum) : "–",
                quantity.unit().symbol());
    }

    static String plain(double value) {
        var shown = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
        return (shown.scale() < 0 ? shown.setScale(0) : shown).toPlainString();
    }
}
