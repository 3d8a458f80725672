package dev.wattsocket.cli.transfer;

import dev.wattsocket.catalog.CatalogException;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.SeriesStore.Span;
import dev.wattsocket.store.StoreException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `wattsocket copy-store`: brings all that one folder or database holds into another.
@Command(
        name = "copy-store",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies sites, meters, tariffs, exchanges, corrections, tokens and every reading from a"
                    + " data folder or a PostgreSQL database into another.",
            "",
            "Stop the nodes that use either. Figures are not copied but computed anew. Afterwards"
                    + " every channel is counted and summed up on both sides. A target that holds"
                    + " anything else is left alone; after an interruption simply run it again.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done, and both hold the same.",
            "1:Failed, or both do not hold the same.",
            "2:The options are wrong."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wattsocket copy-store --from /var/lib/wattsocket"
                    + " --to postgresql://wattsocket:secret@db/wattsocket",
            "  wattsocket copy-store --from postgresql://wattsocket@db/wattsocket --to ./backup"
        })
public final class CopyStoreCommand implements Callable<Integer> {
    /// Differences that are told one by one.
    static final int TOLD_MAX = 20;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "SOURCE",
            description = "A data folder, or postgresql://USER:PASSWORD@HOST/DATABASE.")
    private String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TARGET",
            description = "The same; it is made where there is none.")
    private String to = "";

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show a progress bar, or none (default: on a terminal).")
    private @Nullable Boolean progress;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try {
            if (from.equals(to)) {
                throw new Failure("The source and the target are the same.");
            }
            try (var source = CopyPlace.existing(from)) {
                if (source.storage().catalog().sites().isEmpty()) {
                    throw new Failure("There is nothing in %s.".formatted(source.name()));
                }
                try (var target = CopyPlace.open(to)) {
                    return copy(source, target);
                }
            }
        } catch (Failure | StoreException | CatalogException e) {
            err.println("wattsocket: " + e.getMessage());
            return 1;
        }
    }

    private int copy(CopyPlace source, CopyPlace target) {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var catalog = new CatalogCopy(source.storage().catalog(), target.storage().catalog());
        refuseForeign(target, catalog.foreign());
        var channels = catalog.copy();
        var samples = new SampleCopy(channels);
        var into = target.storage().rollups().watched();
        var brought =
                shown("copy", reached -> samples.copy(source.storage().store(), into, reached));
        catalog.settle();
        var there = shown("check", reached -> samples.count(target.storage().store(), reached));
        rebuild(target);
        tellDropped(source, err);
        var differences = samples.differences(brought, there);
        if (!differences.isEmpty()) {
            tell(differences, err);
            return 1;
        }
        out.println(
                "%,d meters, %,d channels and %,d values are copied; both hold the same."
                        .formatted(
                                source.storage().catalog().meters().size(),
                                channels.size(),
                                brought.all()));
        return 0;
    }

    private static void refuseForeign(CopyPlace target, List<String> foreign) {
        if (!foreign.isEmpty()) {
            var first = String.join(", ", foreign.subList(0, Math.min(5, foreign.size())));
            throw new Failure(
                    ("%s holds something that the source does not, or not so: %s%s."
                                    + " Copy into an empty folder or database.")
                            .formatted(target.name(), first, foreign.size() > 5 ? ", …" : ""));
        }
    }

    private static void tell(List<String> differences, PrintWriter err) {
        err.println("wattsocket: The source and the target do not hold the same:");
        differences.stream().limit(TOLD_MAX).forEach(line -> err.println("  " + line));
        if (differences.size() > TOLD_MAX) {
            err.println("  and %,d channels more".formatted(differences.size() - TOLD_MAX));
        }
    }

    /// What samples that are gone came to is nowhere but in the source.
    private static void tellDropped(CopyPlace source, PrintWriter err) {
        long before = source.storage().rollups().keptFrom();
        if (before != Long.MIN_VALUE) {
            err.println(
                    "wattsocket: Readings before about %s were dropped in the source; figures of that time stay there."
                            .formatted(Instant.ofEpochMilli(before)));
        }
    }

    private void rebuild(CopyPlace target) {
        var bar =
                Progress.bar("rebuild", spec.commandLine().getErr(), progress)
                        .map(builder -> builder.setUnit(" channels", 1).build());
        try {
            target.storage()
                    .rollups()
                    .rebuild(
                            (done, all) -> bar.ifPresent(shown -> shown.maxHint(all).stepTo(done)));
        } finally {
            bar.ifPresent(ProgressBar::close);
        }
    }

    /// By the days between the first value and the last.
    private <T> T shown(String name, Function<SampleCopy.Reached, T> work) {
        var bar =
                Progress.bar(name, spec.commandLine().getErr(), progress)
                        .map(builder -> builder.setUnit(" days", 1).build());
        try {
            return work.apply((time, all) ->
                    bar.ifPresent(shown ->
                            shown.maxHint(days(all.lastMillis(), all) + 1)
                                    .stepTo(days(time, all))));
        } finally {
            bar.ifPresent(ProgressBar::close);
        }
    }

    private static long days(long timeMillis, Span all) {
        return (timeMillis - all.firstMillis()) / Resolution.DAY_MILLIS;
    }
}
