package dev.wattsocket.cli.transfer;

import dev.wattsocket.rollup.Rollups.Progressed;
import dev.wattsocket.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `wattsocket rebuild`: computes all rollups anew from the readings.
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes every minute, quarter hour and hour anew from the readings that are kept.",
            "",
            "Figures are kept fresh by themselves; this is for whoever doubts them, and for a file"
                    + " of rollups that was lost.",
            ""
        })
public final class RebuildCommand implements Callable<Integer> {
    @Mixin private Where where = new Where();

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show a progress bar, or none (default: on a terminal).")
    private @Nullable Boolean progress;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try {
            int channels = rebuild(err);
            out.println("%,d channels are computed anew.".formatted(channels));
            return 0;
        } catch (Failure | StoreException e) {
            err.println("wattsocket: " + e.getMessage());
            return 1;
        }
    }

    private int rebuild(PrintWriter err) {
        var bar =
                Progress.bar("rebuild", err, progress)
                        .map(builder -> builder.setUnit(" channels", 1).build());
        try {
            int[] channels = {0};
            Progressed told =
                    (done, all) -> {
                        channels[0] = done;
                        bar.ifPresent(shown -> shown.maxHint(all).stepTo(done));
                    };
            var server = where.server();
            if (server.isPresent()) {
                atServer(server.get(), told);
            } else {
                inFolder(told);
            }
            return channels[0];
        } finally {
            bar.ifPresent(ProgressBar::close);
        }
    }

    private void inFolder(Progressed told) {
        try (var target = new LocalTarget(where.data(), "home", Clock.systemUTC())) {
            target.rollups().rebuild(told);
        }
    }

    /// The server tells how far it is, a line each.
    private static void atServer(ServerCalls server, Progressed told) {
        try (server;
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        server.start("/api/v1/rebuild"), StandardCharsets.UTF_8))) {
            for (var line = next(lines); line.isPresent(); line = next(lines)) {
                var json = ServerCalls.JSON.readTree(line.get());
                told.to(json.path("done").asInt(), json.path("all").asInt());
            }
        } catch (IOException e) {
            throw new Failure("The server went away; simply run it again.", e);
        }
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}
