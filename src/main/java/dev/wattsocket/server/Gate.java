package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may come in: by token, and, for browsers, from which page. Any thread.
///
/// Listening on loopback the server is open (unless it is told to ask), so there a page's origin is
/// all that keeps other web sites out of the house, and the Host header all that keeps out names
/// that were made to point here.
public final class Gate {
    private final Catalog catalog;
    private final boolean open;
    private final Set<String> origins;
    private final boolean filePages;

    /// @param open whether no token is asked for
    /// @param origins pages that may come in besides the server's own, such as `https://my.house`
    /// @param filePages whether pages opened from a file may look
    public Gate(Catalog catalog, boolean open, Set<String> origins, boolean filePages) {
        this.catalog = catalog;
        this.open = open;
        this.origins = origins;
        this.filePages = filePages;
    }

    /// The holder of this secret; nobody for an unknown one.
    Optional<Caller> callerOf(String secret) {
        return catalog.token(Tokens.sha256(secret)).map(Caller::of);
    }

    /// Someone without a token, where none is asked for.
    Optional<Caller> callerWithout(@Nullable String origin) {
        if (!open) {
            return Optional.empty();
        }
        // A page from a file has no name by which to know it, so it may look and no more.
        boolean isFile = "null".equals(origin) && !origins.contains("null");
        return Optional.of(Caller.local(isFile ? Access.VIEWER : Access.ADMIN));
    }

    /// Whether a request with these headers may come in at all.
    boolean admits(@Nullable String origin, @Nullable String host) {
        if (open && !isLoopback(hostOf("http://" + host)) && !isListed(host)) {
            return false;
        }
        if (origin == null || origins.contains(origin)) {
            return true;
        }
        if (origin.equals("null")) {
            return filePages;
        }
        return isSame(origin, host) || (open && isLoopback(hostOf(origin)));
    }

    private boolean isListed(@Nullable String host) {
        return origins.stream().anyMatch(origin -> isSame(origin, host));
    }

    private static boolean isSame(String origin, @Nullable String host) {
        int cut = origin.indexOf("://");
        return host != null && cut > 0 && origin.substring(cut + 3).equalsIgnoreCase(host);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static String hostOf(String url) {
        try {
            var host = URI.create(url).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
