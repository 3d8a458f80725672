package dev.wattsocket.store.questdb;

import io.questdb.log.LogFactory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Keeps QuestDB from writing logs, which it does to standard output and error by default. Whoever
/// starts Java with `-Dout=FILE` (a log configuration of QuestDB's own kind) gets them all.
final class QuietLog {
    private static final String PROPERTY = "out";

    private QuietLog() {}

    /// To be called before any class of QuestDB is loaded.
    static void install() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        System.setProperty(PROPERTY, "/dev/wattsocket/store/questdb/quiet.conf");
        // It tells standard error which configuration it has read, and cannot be told not to.
        var err = System.err;
        try (var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            System.setErr(nowhere);
            var _ = LogFactory.getInstance();
        } finally {
            System.setErr(err);
        }
    }
}
