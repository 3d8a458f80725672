package dev.wattsocket.ingest;

import java.util.Locale;

/// How readings came in.
public enum Wire {
    WEBSOCKET,
    HTTP,
    /// From inside: an import, the demo.
    PROGRAM;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
