package dev.wattsocket.cli.files;

/// A column of the file, as a map names it.
sealed interface Column {
    /// The column under this name in the header line.
    record Named(String name) implements Column {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The column at this place; the first is 1.
    record Numbered(int number) implements Column {
        @Override
        public String toString() {
            return "column " + number;
        }
    }
}
