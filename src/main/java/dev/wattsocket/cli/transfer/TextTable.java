package dev.wattsocket.cli.transfer;

import java.util.ArrayList;
import java.util.List;

/// A table in plain text, its columns as wide as they must be: the first leftmost, numbers to the
/// right. Confined to one thread.
final class TextTable {
    private static final String INDENT = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(List.of(header));
    }

    void add(List<String> cells) {
        rows.add(cells);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        // A header stands over its column as the column's first cell does.
        var model = rows.get(Math.min(1, rows.size() - 1));
        var widths = widths();
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                boolean right = i > 0 && model.get(i).matches("-?[\\d,.]+%?|–");
                line.append(INDENT).append(right ? gap + row.get(i) : row.get(i) + gap);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }
}
