package dev.wattsocket.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `serve`: a node for real readings.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serve the page and take readings, until stopped.")
final class ServeCommand implements Callable<Integer> {
    @Mixin private ListenMixin listen = new ListenMixin();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration in YAML; options on this line win over it.")
    private @Nullable Path file;

    @Option(
            names = "--no-auto-create",
            description = "Refuse readings of meters that are not in the catalog.")
    private boolean noAutoCreate;

    @Override
    public Integer call() {
        var config = new Config();
        if (file != null) {
            ConfigFile.read(file, config);
        }
        listen.apply(config);
        if (noAutoCreate) {
            config.autoCreateMeters = false;
        }
        return new Running(config.options(false)).untilStopped(_ -> () -> {});
    }
}
