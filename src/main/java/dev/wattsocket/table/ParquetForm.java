package dev.wattsocket.table;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// Parquet: moments are UTC milliseconds, numbers doubles, money decimals. The units and the zone
/// are in the file's metadata.
final class ParquetForm extends WriteSupport<Row> {
    /// Bytes that are held before they are written; what is longer is written in parts.
    static final int GROUP_BYTES_MAX = 4 * 1024 * 1024;

    /// Digits of a decimal that a long holds.
    static final int DECIMAL_DIGITS_MAX = 18;

    private final Table table;
    private final MessageType schema;
    private @Nullable RecordConsumer consumer;

    private ParquetForm(Table table) {
        this.table = table;
        this.schema =
                new MessageType(
                        "table", table.columns().stream().<Type>map(ParquetForm::type).toList());
    }

    static void write(Table table, OutputStream out) throws IOException {
        try (var writer = new Builder(new StreamFile(out), new ParquetForm(table)).build()) {
            table.rows().show(new Row(table.columns(), writer::write));
        }
        out.flush();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, metadata());
    }

    @Override
    @SuppressWarnings(
            "deprecation") // abstract there, and never called with the configuration below
    public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
        return new WriteContext(schema, metadata());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(Row row) {
        var to = Objects.requireNonNull(consumer);
        to.startMessage();
        for (int i = 0; i < table.columns().size(); i++) {
            if (row.isFilled(i)) {
                var column = table.columns().get(i);
                to.startField(column.name(), i);
                cell(column, row, i, to);
                to.endField(column.name(), i);
            }
        }
        to.endMessage();
    }

    private static void cell(Column column, Row row, int at, RecordConsumer to) {
        switch (column.kind()) {
            case TIME -> to.addLong(row.timeAt(at));
            case NUMBER -> to.addDouble(row.numberAt(at));
            case DECIMAL -> to.addLong(unscaled(row.exactAt(at), column.scale()));
            case TEXT -> to.addBinary(Binary.fromString(row.textAt(at)));
        }
    }

    private static long unscaled(BigDecimal exact, int scale) {
        return exact.setScale(scale, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    private static PrimitiveType type(Column column) {
        return switch (column.kind()) {
            case TIME ->
                    Types.optional(PrimitiveTypeName.INT64)
                            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                            .named(column.name());
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case DECIMAL ->
                    Types.optional(PrimitiveTypeName.INT64)
                            .as(
                                    LogicalTypeAnnotation.decimalType(
                                            column.scale(), DECIMAL_DIGITS_MAX))
                            .named(column.name());
            case TEXT ->
                    Types.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
        };
    }

    private Map<String, String> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("zone", table.zone().getId());
        for (var column : table.columns()) {
            if (!column.unit().isEmpty()) {
                metadata.put("unit." + column.name(), column.unit());
            }
        }
        return metadata;
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private final ParquetForm form;

        Builder(OutputFile file, ParquetForm form) {
            super(file);
            this.form = form;
            withConf(new PlainParquetConfiguration());
            withCodecFactory(new Gzip());
            withCompressionCodec(CompressionCodecName.GZIP);
            // Its way to write times takes a thousandth of the older one's bytes.
            withWriterVersion(WriterVersion.PARQUET_2_0);
            withRowGroupSize((long) GROUP_BYTES_MAX);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
            return form;
        }

        @Override
        @SuppressWarnings("deprecation") // the same
        protected WriteSupport<Row> getWriteSupport(
                org.apache.hadoop.conf.Configuration configuration) {
            return form;
        }
    }
}
