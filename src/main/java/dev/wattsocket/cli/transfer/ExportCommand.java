package dev.wattsocket.cli.transfer;

import dev.wattsocket.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `wattsocket export`: writes readings to a file that `import` and other programs can read.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes readings as CSV, as lines of JSON or as Parquet, in the order of time.",
            "",
            "Values are in W, Wh, V and so on, times in UTC. The CSV can be imported again with"
                    + " --map maps/wattsocket-export.yaml, or posted to /api/v1/readings.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "1:Failed.", "2:The options are wrong."},
        footerHeading = "%nExamples:%n",
        footer = {
            "  wattsocket export --meter grid -o grid.csv",
            "  wattsocket export --meter house --channel power --from 2007-02-01 --to 2007-02-08",
            "  wattsocket export --meter grid --format ndjson --url http://127.0.0.1:8000",
            "  wattsocket export --meter grid,solar --format parquet -o house.parquet"
        })
public final class ExportCommand implements Callable<Integer> {
    /// How the file is written.
    enum Format {
        csv,
        ndjson,
        parquet
    }

    @Option(
            names = "--meter",
            required = true,
            paramLabel = "ID",
            split = ",",
            description = "The meter; several with commas between.")
    private List<String> meters = List.of();

    @Option(
            names = "--channel",
            paramLabel = "NAME",
            split = ",",
            description = "Only these channels, such as power,energy_import (default: all).")
    private Set<String> channels = Set.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "From then on: 2026-01-31, 2026-01-31T12:00 (both in the site's zone),"
                            + " 2026-01-31T12:00:00Z or epoch milliseconds (default: the first reading).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Until just before then (default: the last reading).")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: csv)")
    private Format format = Format.csv;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write to this file, not to standard output. It is there when it is"
                            + " whole, and not before.")
    private @Nullable Path output;

    @Mixin private Where where = new Where();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var command = Objects.requireNonNull(spec).commandLine();
        if (format == Format.parquet && output == null) {
            throw new ParameterException(
                    command, "A Parquet file is no text for a terminal: say where, -o FILE.");
        }
        try (var source = source()) {
            var wanted = new ExportWanted(meters, channels, from, to);
            if (output == null) {
                export(source, wanted, command.getOut());
            } else {
                toFile(source, wanted, output);
            }
            return 0;
        } catch (Failure | StoreException e) {
            command.getErr().println(e.getMessage());
            return 1;
        } catch (IOException e) {
            command.getErr().println(output + ": " + e.getMessage());
            return 1;
        } finally {
            command.getOut().flush();
            command.getErr().flush();
        }
    }

    private ExportSource source() {
        var server = where.server();
        if (server.isPresent()) {
            return new ServerSource(server.get());
        }
        if (!Files.isDirectory(where.data())) {
            throw new Failure("There is no data folder " + where.data() + ".");
        }
        return new LocalSource(new LocalTarget(where.data(), "home", Clock.systemUTC()));
    }

    /// Writes beside the file first, so that nobody takes half an export for a whole one.
    private void toFile(ExportSource source, ExportWanted wanted, Path file) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
            if (format == Format.parquet) {
                ParquetExport.write(source, wanted, out);
            } else {
                export(source, wanted, new OutputStreamWriter(out, StandardCharsets.UTF_8));
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void export(ExportSource source, ExportWanted wanted, Writer to) throws IOException {
        var out = new BufferedWriter(to);
        var writer =
                format == Format.csv
                        ? new CsvExport(source.channels(wanted), out)
                        : new LinesExport(out);
        source.read(wanted, writer);
        out.flush();
        if (to instanceof PrintWriter printer && printer.checkError()) {
            throw new IOException("standard output is closed");
        }
    }
}
