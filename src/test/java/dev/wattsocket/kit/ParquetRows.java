package dev.wattsocket.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/// A Parquet file, read back by the library: each row has the cells that are not empty, as Instant,
/// BigDecimal, Double or String.
public record ParquetRows(
        List<Map<String, Object>> rows, Map<String, String> metadata, int groups) {

    public static ParquetRows read(Path file) {
        var options =
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new Gunzip())
                        .build();
        try (var reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            var schema = reader.getFileMetaData().getSchema();
            var rows = new ArrayList<Map<String, Object>>();
            int groups = 0;
            for (var group = reader.readNextRowGroup();
                    group != null;
                    group = reader.readNextRowGroup()) {
                groups++;
                var records =
                        new ColumnIOFactory()
                                .getColumnIO(schema)
                                .getRecordReader(group, new GroupRecordConverter(schema));
                for (long i = 0; i < group.getRowCount(); i++) {
                    rows.add(row(records.read()));
                }
            }
            return new ParquetRows(rows, reader.getFileMetaData().getKeyValueMetaData(), groups);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> row(Group group) {
        var row = new LinkedHashMap<String, Object>();
        for (var type : group.getType().getFields()) {
            if (group.getFieldRepetitionCount(type.getName()) > 0) {
                row.put(type.getName(), cell(group, type));
            }
        }
        return row;
    }

    private static Object cell(Group group, Type type) {
        String name = type.getName();
        return switch (type.getLogicalTypeAnnotation()) {
            case TimestampLogicalTypeAnnotation time when time.isAdjustedToUTC() ->
                    Instant.ofEpochMilli(group.getLong(name, 0));
            case DecimalLogicalTypeAnnotation decimal ->
                    new BigDecimal(BigInteger.valueOf(group.getLong(name, 0)), decimal.getScale());
            case StringLogicalTypeAnnotation _ -> group.getString(name, 0);
            case null -> group.getDouble(name, 0);
            default -> throw new IllegalStateException("a type that nobody writes: " + type);
        };
    }

    private static final class Gunzip implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                    try (var gzip = new GZIPInputStream(bytes.toInputStream())) {
                        return BytesInput.from(gzip.readNBytes(size));
                    }
                }

                @Override
                public void decompress(ByteBuffer in, int from, ByteBuffer out, int to) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public void release() {}
    }
}
