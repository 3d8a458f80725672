package dev.wattsocket.table;

/// A column of a table: its name, its unit as people read it (empty for none), and what it holds.
/// `scale` is the number of decimal places that a DECIMAL has in Parquet.
public record Column(String name, String unit, Kind kind, int scale) {
    /// What the cells of a column are.
    enum Kind {
        TIME,
        NUMBER,
        DECIMAL,
        TEXT
    }

    /// A moment.
    public static Column time(String name) {
        return new Column(name, "", Kind.TIME, 0);
    }

    /// A measured number.
    public static Column number(String name, String unit) {
        return new Column(name, unit, Kind.NUMBER, 0);
    }

    /// An exact decimal number, such as money.
    public static Column decimal(String name, String unit, int scale) {
        return new Column(name, unit, Kind.DECIMAL, scale);
    }

    public static Column text(String name) {
        return new Column(name, "", Kind.TEXT, 0);
    }
}
