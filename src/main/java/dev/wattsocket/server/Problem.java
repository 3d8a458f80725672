package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.Serial;

/// Something wrong with a request, told as an RFC 9457 problem document: a short title, and a
/// sentence that says what to do.
final class Problem extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final int status;
    private final String title;

    Problem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail);
    }

    static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail);
    }

    int status() {
        return status;
    }

    void send(RoutingContext context) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        var json = new JsonBytes(256).raw("{\"type\":\"about:blank\",\"title\":").string(title);
        json.raw(",\"status\":").number(status).raw(",\"detail\":").string(detail());
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        } else if (status == 429 || status == 503) {
            response.putHeader("Retry-After", "1");
        }
        response.end(Buffer.buffer(json.raw('}').toBytes()));
    }

    private String detail() {
        var message = getMessage();
        return message == null ? title : message;
    }
}
