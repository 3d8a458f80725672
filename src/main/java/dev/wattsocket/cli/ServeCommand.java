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

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "A database that nodes share, such as postgresql://user:password@host/database,"
                            + " instead of a folder.")
    private @Nullable String store;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "Redis through which several nodes show each other's readings.")
    private @Nullable String redis;

    @Override
    public Integer call() {
        var config = new Config();
        if (file != null) {
            ConfigFile.read(file, config);
        }
        listen.apply(config);
        if (store != null) {
            config.store = store;
        }
        if (redis != null) {
            config.redis = redis;
        }
        if (noAutoCreate) {
            config.autoCreateMeters = false;
        }
        return new Running(config.options(false)).untilStopped(_ -> () -> {});
    }
}
