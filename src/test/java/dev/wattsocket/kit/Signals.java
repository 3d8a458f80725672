package dev.wattsocket.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Signals to a process and all that it started.
public final class Signals {
    private Signals() {}

    /// SIGSTOP: it is there, and does nothing.
    public static void pause(Process process) {
        send("-STOP", process);
    }

    /// SIGCONT.
    public static void resume(Process process) {
        send("-CONT", process);
    }

    /// SIGKILL.
    public static void kill(Process process) {
        send("-KILL", process);
    }

    private static void send(String signal, Process process) {
        var command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(each -> command.add(Long.toString(each.pid())));
        try {
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
