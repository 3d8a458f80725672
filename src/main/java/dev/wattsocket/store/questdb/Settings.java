package dev.wattsocket.store.questdb;

import io.questdb.DefaultTelemetryConfiguration;
import io.questdb.TelemetryConfiguration;
import io.questdb.cairo.DefaultCairoConfiguration;
import io.questdb.std.FilesFacade;
import java.nio.file.Path;

/// QuestDB's settings: small buffers, no telemetry, no background work but our own. Its defaults
/// are for a server that has the machine to itself.
final class Settings extends DefaultCairoConfiguration {
    static final int MAX_UNCOMMITTED_ROWS = 500_000;
    private static final int KB = 1 << 10;
    private static final int MB = 1 << 20;

    private final CommitMode commitMode;
    private final FilesFacade files;
    private final TelemetryConfiguration telemetry =
            new DefaultTelemetryConfiguration() {
                @Override
                public boolean getEnabled() {
                    return false;
                }

                @Override
                public boolean getDisableCompletely() {
                    return true;
                }

                @Override
                public int getQueueCapacity() {
                    return 16;
                }
            };

    Settings(Path folder, CommitMode commitMode, FilesFacade files) {
        // Before super, which asks for the files.
        this.commitMode = commitMode;
        this.files = files;
        super(folder.toAbsolutePath().toString());
    }

    @Override
    public FilesFacade getFilesFacade() {
        return files;
    }

    @Override
    public int getCommitMode() {
        return switch (commitMode) {
            case NOSYNC -> io.questdb.cairo.CommitMode.NOSYNC;
            case SYNC -> io.questdb.cairo.CommitMode.SYNC;
        };
    }

    @Override
    public TelemetryConfiguration getTelemetryConfiguration() {
        return telemetry;
    }

    @Override
    public long getDataAppendPageSize() {
        return MB;
    }

    @Override
    public long getSystemDataAppendPageSize() {
        return 64 * KB;
    }

    @Override
    public long getMiscAppendPageSize() {
        return 64 * KB;
    }

    @Override
    public long getWalDataAppendPageSize() {
        return MB;
    }

    @Override
    public long getWalEventAppendPageSize() {
        return 64 * KB;
    }

    @Override
    public int getO3ColumnMemorySize() {
        return 256 * KB;
    }

    /// A segment is what the purge can free, so small ones keep the log of a quiet home small.
    @Override
    public long getWalSegmentRolloverRowCount() {
        return 400_000;
    }

    /// The list of transactions is purged in parts of this many; QuestDB's own default keeps it
    /// whole for ever.
    @Override
    public int getDefaultSeqPartTxnCount() {
        return 5_000;
    }

    /// We say when it runs.
    @Override
    public long getWalPurgeInterval() {
        return 0;
    }

    /// A late row rewrites what comes after it in its day, in pieces of at least this size.
    @Override
    public long getPartitionO3SplitMinSize() {
        return 8 * MB;
    }

    @Override
    public int getInactiveReaderMaxOpenPartitions() {
        return 64;
    }

    @Override
    public int getVectorAggregateQueueCapacity() {
        return 2;
    }

    @Override
    public int getPageFrameReduceQueueCapacity() {
        return 2;
    }

    @Override
    public int getPageFrameReduceShardCount() {
        return 1;
    }

    @Override
    public int getUnorderedPageFrameReduceQueueCapacity() {
        return 2;
    }

    @Override
    public int getWriterCommandQueueCapacity() {
        return 4;
    }

    @Override
    public int getSqlCopyBufferSize() {
        return 64 * KB;
    }
}
