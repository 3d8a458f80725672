package dev.wattsocket.cli.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls to a server's HTTP routes. Whatever a moment may heal is tried again, with growing pauses:
/// 429, 503, and a connection that is lost or refused once the server has answered at all (before,
/// the address is more likely wrong than the server away). Every call may be repeated without harm.
/// Any thread.
final class ServerCalls implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TRIES_MAX = 8; // 0.25 + 0.5 + 1 … about half a minute in all
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private final String base;
    private final String token;
    private final Pause pause;
    private volatile boolean hasAnswered;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /// @param token empty where the server asks for none
    ServerCalls(URI url, String token, Pause pause) {
        this.base = url.toString().replaceAll("/+$", "");
        this.token = token;
        this.pause = pause;
    }

    JsonNode get(String path) {
        return json(call(request(path).GET().build()));
    }

    /// A GET whose answer may be of any size. The caller closes it.
    InputStream stream(String path) {
        return stream(request(path).GET().build());
    }

    /// A POST without a body that answers as long as it works. The caller closes it.
    InputStream start(String path) {
        return stream(request(path).POST(BodyPublishers.noBody()).build());
    }

    private InputStream stream(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                try (var body = response.body()) {
                    throw refused(response.statusCode(), body.readNBytes(65_536));
                }
            }
            return response.body();
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.", e);
        }
    }

    void put(String path, Object body) {
        call(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build());
    }

    /// Posts lines of JSON, zipped.
    JsonNode postLines(String path, byte[] lines) {
        return json(
                call(
                        request(path)
                                .header("Content-Type", "application/x-ndjson")
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(zipped(lines)))
                                .build()));
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_MAX);
            return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    "--url is like http://127.0.0.1:8000, not \"%s\".".formatted(base), e);
        }
    }

    private byte[] call(HttpRequest request) {
        try {
            for (int tries = 1; ; tries++) {
                boolean last = tries == TRIES_MAX;
                try {
                    var response = client.send(request, BodyHandlers.ofByteArray());
                    hasAnswered = true;
                    int status = response.statusCode();
                    if (status == 200) {
                        return response.body();
                    }
                    if (last || (status != 429 && status != 503)) {
                        throw refused(status, response.body());
                    }
                    pause.pause(pauseAfter(tries, response));
                } catch (IOException e) {
                    if (last || !hasAnswered) {
                        throw unreachable(e);
                    }
                    pause.pause(pauseAfter(tries));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted; simply run it again.", e);
        }
    }

    private static Duration pauseAfter(int tries) {
        var grown = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
        return grown.compareTo(PAUSE_MAX) < 0 ? grown : PAUSE_MAX;
    }

    private static Duration pauseAfter(int tries, HttpResponse<?> response) {
        var asked = response.headers().firstValue("Retry-After").orElse("");
        boolean isSeconds = asked.matches("\\d{1,2}");
        var wanted = isSeconds ? Duration.ofSeconds(Long.parseLong(asked)) : Duration.ZERO;
        var own = pauseAfter(tries);
        return wanted.compareTo(own) > 0 ? wanted : own;
    }

    private Failure unreachable(IOException e) {
        return new Failure(
                "The server at %s does not answer (%s): is it running, and the address right?"
                        .formatted(base, e.getClass().getSimpleName()),
                e);
    }

    private Failure refused(int status, byte[] body) {
        String detail;
        try {
            var problem = JSON.readTree(body);
            detail = problem.path("detail").asString(problem.path("title").asString(""));
        } catch (JacksonException _) {
            detail = "";
        }
        String hint = status == 401 || status == 403 ? " Give a token with --token." : "";
        return new Failure(
                "The server at %s answers %d: %s%s".formatted(base, status, detail, hint));
    }

    private JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new Failure("What answers at " + base + " is not a Wattsocket server.", e);
        }
    }

    private static byte[] zipped(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 4);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
