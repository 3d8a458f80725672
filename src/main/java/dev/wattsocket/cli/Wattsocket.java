package dev.wattsocket.cli;

import dev.wattsocket.catalog.CatalogException;
import dev.wattsocket.cli.transfer.CopyStoreCommand;
import dev.wattsocket.cli.transfer.ExportCommand;
import dev.wattsocket.cli.transfer.ImportCommand;
import dev.wattsocket.cli.transfer.RebuildCommand;
import dev.wattsocket.server.ListenException;
import dev.wattsocket.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command `wattsocket` and its sub-commands.
@Command(
        name = "wattsocket",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Real-time energy monitoring: readings in, every screen moves at once.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            RebuildCommand.class,
            CopyStoreCommand.class,
            TokenCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Wattsocket implements Runnable {
    /// The command's own line was wrong.
    static final int EXIT_USAGE = 2;

    /// The command could not do its work.
    static final int EXIT_FAILED = 1;

    @Spec CommandSpec spec = CommandSpec.create();

    /// Runs a command line; answers the exit code.
    public static int run(String... args) {
        var line = new CommandLine(new Wattsocket());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, _) -> tell(failure, command));
        return line.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /// What went wrong for a reason that a person can do something about is told in one sentence.
    private static int tell(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof StartFailed
                || failure instanceof ListenException
                || failure instanceof StoreException
                || failure instanceof CatalogException) {
            command.getErr().println("wattsocket: " + failure.getMessage());
            return EXIT_FAILED;
        }
        throw failure;
    }
}
