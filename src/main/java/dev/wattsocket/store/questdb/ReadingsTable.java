package dev.wattsocket.store.questdb;

import io.questdb.cairo.ColumnType;
import io.questdb.cairo.PartitionBy;
import io.questdb.cairo.TableStructure;

/// The one table: `readings(ts timestamp, channel int, value double, interval_s int)`, a partition
/// a day, a row for each (ts, channel).
final class ReadingsTable implements TableStructure {
    static final String NAME = "readings";
    static final int TS = 0;
    static final int CHANNEL = 1;
    static final int VALUE = 2;
    static final int INTERVAL_S = 3;
    static final long MICROS_PER_MILLI = 1_000;
    static final long PARTITION_MICROS = 86_400_000_000L;

    private static final String[] COLUMNS = {"ts", "channel", "value", "interval_s"};
    private static final int[] TYPES = {
        ColumnType.TIMESTAMP, ColumnType.INT, ColumnType.DOUBLE, ColumnType.INT
    };

    @Override
    public CharSequence getTableName() {
        return NAME;
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.length;
    }

    @Override
    public CharSequence getColumnName(int column) {
        return COLUMNS[column];
    }

    @Override
    public int getColumnType(int column) {
        return TYPES[column];
    }

    @Override
    public int getTimestampIndex() {
        return TS;
    }

    @Override
    public int getPartitionBy() {
        return PartitionBy.DAY;
    }

    @Override
    public boolean isDedupKey(int column) {
        return column == TS || column == CHANNEL;
    }

    @Override
    public boolean isWalEnabled() {
        return true;
    }

    @Override
    public int getMaxUncommittedRows() {
        return Settings.MAX_UNCOMMITTED_ROWS;
    }

    @Override
    public long getO3MaxLag() {
        return 0;
    }

    @Override
    public boolean isIndexed(int column) {
        return false;
    }

    @Override
    public int getIndexBlockCapacity(int column) {
        return 0;
    }

    @Override
    public boolean getSymbolCacheFlag(int column) {
        return false;
    }

    @Override
    public int getSymbolCapacity(int column) {
        return 0;
    }
}
