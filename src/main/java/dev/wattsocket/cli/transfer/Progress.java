package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.files.FileReadings;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar that shows how much of the file was read, on standard error; or nothing, where nobody
/// would see it. Confined to one thread.
final class Progress implements AutoCloseable {
    private static final int STEP_LINES = 1_000;
    private static final int UPDATE_MILLIS = 200;
    private static final long MEGABYTE = 1_000_000;

    private final Optional<ProgressBar> bar;
    private final FileReadings readings;
    private long calls;

    private Progress(Optional<ProgressBar> bar, FileReadings readings) {
        this.bar = bar;
        this.readings = readings;
    }

    /// @param wanted whether the user asked for a bar or for none; null where neither
    static Progress of(Path file, FileReadings readings, PrintWriter err, @Nullable Boolean wanted)
            throws IOException {
        var bar =
                bar(String.valueOf(file.getFileName()), err, wanted)
                        .map(shown -> shown.setUnit(" MB", MEGABYTE));
        long size = Files.size(file);
        return new Progress(bar.map(shown -> shown.setInitialMax(size).build()), readings);
    }

    /// A bar to be filled, where anybody sees it.
    static Optional<ProgressBarBuilder> bar(
            String name, PrintWriter err, @Nullable Boolean wanted) {
        boolean shown = wanted == null ? isTerminal() : wanted;
        if (!shown) {
            return Optional.empty();
        }
        err.flush();
        return Optional.of(
                new ProgressBarBuilder()
                        .setTaskName(name)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err)));
    }

    /// Told of each reading; looks at the file now and then.
    void moved() {
        if (++calls % STEP_LINES == 0) {
            bar.ifPresent(shown -> shown.stepTo(readings.bytesRead()));
        }
    }

    @Override
    public void close() {
        bar.ifPresent(shown -> {
            shown.stepTo(readings.bytesRead());
            shown.close();
        });
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
