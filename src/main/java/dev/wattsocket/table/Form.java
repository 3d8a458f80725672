package dev.wattsocket.table;

import java.util.Locale;
import java.util.Optional;

/// How a table is written to a file.
public enum Form {
    CSV("text/csv; charset=utf-8"),
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    Form(String contentType) {
        this.contentType = contentType;
    }

    public static Optional<Form> of(String name) {
        for (var form : values()) {
            if (form.suffix().equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    public String contentType() {
        return contentType;
    }

    /// What a file's name ends with, behind the dot.
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
