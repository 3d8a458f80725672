package dev.wattsocket.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The dashboard's files, out of the program itself. Any thread.
final class Page {
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self' ws: wss:; frame-ancestors 'self'; base-uri 'self'";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon");

    private final String root;
    private final Map<String, Buffer> files = new ConcurrentHashMap<>();

    Page(String root) {
        this.root = root;
    }

    /// Serves the one file that `root` names.
    void file(RoutingContext context) {
        if (!send(context, root)) {
            context.next();
        }
    }

    /// Serves what the path names; a path without a dot is a screen of the dashboard.
    void serve(RoutingContext context) {
        String path = context.normalizedPath();
        boolean isScreen = path.indexOf('.', path.lastIndexOf('/')) < 0;
        if (path.contains("..") || !send(context, root + (isScreen ? "/index.html" : path))) {
            context.next();
        }
    }

    private boolean send(RoutingContext context, String name) {
        boolean gzip = accepts(context) && read(name + ".gz").isPresent();
        var file = gzip ? read(name + ".gz") : read(name);
        if (file.isEmpty()) {
            return false;
        }
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        var response = context.response();
        response.putHeader("Content-Type", type == null ? "application/octet-stream" : type);
        // Names under assets/ change with their content.
        response.putHeader(
                "Cache-Control",
                name.contains("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        if (name.startsWith("web/")) {
            response.putHeader("Content-Security-Policy", POLICY);
        }
        if (gzip) {
            response.putHeader("Content-Encoding", "gzip");
        }
        response.putHeader("Vary", "Accept-Encoding");
        response.end(file.get());
        return true;
    }

    private Optional<Buffer> read(String name) {
        var known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var loaded = load(name);
        loaded.ifPresent(file -> files.put(name, file));
        return loaded;
    }

    private static Optional<Buffer> load(String name) {
        try (var in = Page.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file can't be read: " + name, e);
        }
    }

    private static boolean accepts(RoutingContext context) {
        String accepted = context.request().getHeader("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }
}
