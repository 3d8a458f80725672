package dev.wattsocket.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What docs/several-nodes.md says to Redis so that it lets Wattsocket in.
public final class AclLine {
    /// Of the commands, those that only a Cluster needs.
    public static final Set<String> CLUSTER =
            Set.of(
                    "spublish",
                    "ssubscribe",
                    "sunsubscribe",
                    "cluster|nodes",
                    "cluster|myid",
                    "info",
                    "client|setname");

    private static final String BEGIN = "    ACL SETUSER wattsocket ";

    private AclLine() {}

    /// The words of the command.
    public static String[] words() {
        try {
            String text = Files.readString(Path.of("docs/several-nodes.md"));
            String line = text.substring(text.indexOf(BEGIN));
            return line.substring(0, line.indexOf("\n\n"))
                    .replace("\\\n", "")
                    .strip()
                    .split(" +", -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Which of the commands were not called, by what Redis says of those that were.
    public static Set<String> unused(String commandStats) {
        return Arrays.stream(words())
                .filter(word -> word.startsWith("+"))
                .map(word -> word.substring(1))
                .filter(command -> !commandStats.contains("cmdstat_" + command + ":"))
                .collect(Collectors.toSet());
    }
}
