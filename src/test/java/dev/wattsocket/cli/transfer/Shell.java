package dev.wattsocket.cli.transfer;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// Runs a command as a shell would, and keeps what it said.
record Shell(int exitCode, String out, String err) {

    static Shell importing(Path file, String map, Path data, String... more) {
        return importing(file, Path.of("maps", map), data, more);
    }

    static Shell importing(Path file, Path map, Path data, String... more) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of(file.toString(), "--map", map.toString()));
        arguments.addAll(List.of("--data", data.toString(), "--no-progress"));
        arguments.addAll(List.of(more));
        return run(new ImportCommand(), arguments);
    }

    static Shell exporting(Path data, String... more) {
        var arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        return run(new ExportCommand(), arguments);
    }

    static Shell copying(String from, String to) {
        return run(new CopyStoreCommand(), List.of("--from", from, "--to", to, "--no-progress"));
    }

    private static Shell run(Callable<Integer> command, List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                new CommandLine(command)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(String[]::new));
        return new Shell(code, out.toString(), err.toString());
    }

    /// What an import says of lines: how many it read and how many it refused.
    List<String> says() {
        return out.lines().map(String::strip).toList();
    }
}
