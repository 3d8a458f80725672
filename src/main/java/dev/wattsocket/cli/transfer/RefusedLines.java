package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.files.RefusedLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What was refused: the first of it to show, the number by reason, and all of it in a file where
/// one was asked for. Any thread.
final class RefusedLines {
    static final int SHOWN_MAX = 20;
    private static final int REASONS_MAX = 64;

    private final Optional<PrintWriter> all;
    private final List<RefusedLine> first = new ArrayList<>();
    private final Map<String, Long> byReason = new TreeMap<>();
    private long count;

    RefusedLines(Optional<PrintWriter> all) {
        this.all = all;
        all.ifPresent(file -> file.println("line,column,reason,detail"));
    }

    synchronized void add(RefusedLine refused) {
        count++;
        if (first.size() < SHOWN_MAX) {
            first.add(refused);
        }
        if (byReason.size() < REASONS_MAX) {
            byReason.merge(refused.reason(), 1L, Long::sum);
        }
        all.ifPresent(file ->
                file.println(
                        refused.line()
                                + ","
                                + quoted(refused.column())
                                + ","
                                + refused.reason()
                                + ","
                                + quoted(refused.detail())));
    }

    synchronized long count() {
        return count;
    }

    synchronized List<RefusedLine> first() {
        return List.copyOf(first);
    }

    synchronized Map<String, Long> byReason() {
        return Map.copyOf(byReason);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
