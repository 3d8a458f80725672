package dev.wattsocket.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One row after the other: its cells are filled from left to right, then `end` hands it on and
/// begins the next. Confined to one thread.
public final class Row {
    private final List<Column> columns;
    private final Sink sink;
    private final long[] times;
    private final double[] numbers;
    private final @Nullable Object[] objects;
    private final boolean[] filled;
    private int at;

    Row(List<Column> columns, Sink sink) {
        this.columns = columns;
        this.sink = sink;
        this.times = new long[columns.size()];
        this.numbers = new double[columns.size()];
        this.objects = new Object[columns.size()];
        this.filled = new boolean[columns.size()];
    }

    /// Takes whole rows, whose cells it looks at before it returns.
    interface Sink {
        void take(Row row) throws IOException;
    }

    /// Epoch milliseconds.
    public Row time(long millis) {
        times[next(Column.Kind.TIME)] = millis;
        return this;
    }

    /// A number; one that is not finite is none.
    public Row number(double value) {
        if (!Double.isFinite(value)) {
            return none();
        }
        numbers[next(Column.Kind.NUMBER)] = value;
        return this;
    }

    public Row number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : none();
    }

    /// A number whose every digit a text shows; Parquet has the nearest.
    public Row number(BigDecimal value) {
        int cell = next(Column.Kind.NUMBER);
        numbers[cell] = value.doubleValue();
        objects[cell] = value;
        return this;
    }

    public Row decimal(BigDecimal value) {
        objects[next(Column.Kind.DECIMAL)] = value;
        return this;
    }

    public Row decimal(Optional<BigDecimal> value) {
        return value.isPresent() ? decimal(value.get()) : none();
    }

    public Row text(String value) {
        objects[next(Column.Kind.TEXT)] = value;
        return this;
    }

    /// A cell without a value.
    public Row none() {
        at++;
        return this;
    }

    /// Ends the row.
    public void end() throws IOException {
        if (at != columns.size()) {
            throw new IllegalStateException(
                    "a row of %d cells, not %d".formatted(columns.size(), at));
        }
        sink.take(this);
        at = 0;
        Arrays.fill(filled, false);
        Arrays.fill(objects, null);
    }

    boolean isFilled(int cell) {
        return filled[cell];
    }

    long timeAt(int cell) {
        return times[cell];
    }

    double numberAt(int cell) {
        return numbers[cell];
    }

    /// The number with all its digits.
    BigDecimal exactAt(int cell) {
        return objects[cell] instanceof BigDecimal exact
                ? exact
                : BigDecimal.valueOf(numbers[cell]);
    }

    String textAt(int cell) {
        return String.valueOf(objects[cell]);
    }

    private int next(Column.Kind kind) {
        var column = columns.get(at);
        if (column.kind() != kind) {
            throw new IllegalStateException(column + " takes no " + kind);
        }
        filled[at] = true;
        return at++;
    }
}
