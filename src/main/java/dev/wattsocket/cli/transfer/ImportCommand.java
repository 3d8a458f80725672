package dev.wattsocket.cli.transfer;

import dev.wattsocket.catalog.CatalogException;
import dev.wattsocket.cli.files.FileReadings;
import dev.wattsocket.cli.files.ImportMap;
import dev.wattsocket.cli.files.MapException;
import dev.wattsocket.cli.files.MapReader;
import dev.wattsocket.model.Names;
import dev.wattsocket.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wattsocket import`: brings the readings of a file in.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings the readings of a CSV file (plain or gzip, of any size) in.",
            "",
            "A map says what the file looks like and what its columns mean; maps/ has some, and"
                    + " docs/import.md tells how to write one. Look first with --dry-run.",
            "Importing the same file again changes nothing, so after an interruption simply run it"
                    + " again.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done. Lines that were refused are listed; the others are stored.",
            "1:Failed, or something was refused and --strict given.",
            "2:The options or the map are wrong; nothing was stored."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wattsocket import february.csv --map maps/uci-household.yaml --dry-run",
            "  wattsocket import february.csv --map maps/uci-household.yaml",
            "  wattsocket import load.csv.gz --map my.yaml --url http://127.0.0.1:8000"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @Parameters(paramLabel = "FILE", description = "The file of readings.")
    private Path file = Path.of("");

    @Option(
            names = {"-m", "--map"},
            required = true,
            paramLabel = "MAP.yaml",
            description = "What the file looks like.")
    private Path map = Path.of("");

    @Mixin private Where where = new Where();

    @Option(
            names = {"-n", "--dry-run"},
            description =
                    "Store nothing: show the first readings as they would be stored, what"
                            + " would be refused, and figures by channel.")
    private boolean dryRun;

    @Option(
            names = "--site",
            paramLabel = "ID",
            description = "Put the meters at this site, not the map's.")
    private @Nullable String site;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The site's time zone, where the site is new and the map has none.")
    private @Nullable String zone;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description =
                    "Write all that is refused to this CSV file (the first "
                            + RefusedLines.SHOWN_MAX
                            + " are always shown).")
    private @Nullable Path refusedFile;

    @Option(names = "--strict", description = "End with 1 where anything was refused.")
    private boolean strict;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show a progress bar, or none (default: on a terminal).")
    private @Nullable Boolean progress;

    @Spec private @Nullable CommandSpec spec;

    /// Runs the command; answers its exit code.
    @Override
    public Integer call() throws InterruptedException {
        var command = Objects.requireNonNull(spec).commandLine();
        try (var all = refusedWriter()) {
            var refused = new RefusedLines(Optional.ofNullable(all));
            run(command.getOut(), command.getErr(), refused);
            return strict && refused.count() > 0 ? FAILED : 0;
        } catch (MapException e) {
            command.getErr().println(e.getMessage() + " (map: " + map + ")");
            return WRONG_USE;
        } catch (NoSuchFileException e) {
            command.getErr().println("There is no file " + e.getMessage() + ".");
            return WRONG_USE;
        } catch (Failure | StoreException | CatalogException e) {
            command.getErr().println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            command.getErr().println("%s: %s".formatted(file, reason(e)));
            return FAILED;
        } finally {
            command.getOut().flush();
            command.getErr().flush();
        }
    }

    private void run(PrintWriter out, PrintWriter err, RefusedLines refused)
            throws IOException, InterruptedException {
        var read = MapReader.read(map).at(siteId(), zoneId());
        try (var readings = FileReadings.open(file, read);
                var bar = Progress.of(file, readings, err, progress)) {
            if (dryRun) {
                new DryRun(read, refused, out).run(file, readings, bar);
            } else {
                store(read, readings, bar, refused, out);
            }
        }
    }

    private void store(
            ImportMap read,
            FileReadings readings,
            Progress bar,
            RefusedLines refused,
            PrintWriter out)
            throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        try (var target = where.open(read.site().id(), clock)) {
            new ImportRun(target, refused, out, clock).run(file, readings, read, bar);
        }
    }

    private @Nullable PrintWriter refusedWriter() {
        try {
            return refusedFile == null
                    ? null
                    : new PrintWriter(Files.newBufferedWriter(refusedFile, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--refused %s can't be written: %s".formatted(refusedFile, reason(e)),
                    e);
        }
    }

    private Optional<String> siteId() {
        if (site != null && !Names.isId(site)) {
            throw new MapException("--site is an id of letters, digits and _ - : . only.");
        }
        return Optional.ofNullable(site);
    }

    private Optional<ZoneId> zoneId() {
        try {
            return Optional.ofNullable(zone).map(ZoneId::of);
        } catch (DateTimeException e) {
            throw new MapException("--zone is a time zone such as Europe/Paris.", e);
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e.getClass() == IOException.class
                ? message
                : e.getClass().getSimpleName() + " " + message;
    }
}
