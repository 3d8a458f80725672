package dev.wattsocket.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// A device that posts batch after batch, and writes down what is acknowledged, until the server is
/// gone.
final class StreamingPoster {
    private final HttpClient http;
    private final URI uri;
    private final Ledger ledger;

    StreamingPoster(HttpClient http, URI uri, Ledger ledger) {
        this.http = http;
        this.uri = uri;
        this.ledger = ledger;
    }

    Thread start() {
        return Thread.ofPlatform().name("poster").start(this::post);
    }

    private void post() {
        try {
            for (int batch = ledger.next(); ; batch++) {
                var answer =
                        http.send(
                                HttpRequest.newBuilder(uri)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(ledger.readings(batch)))
                                        .build(),
                                BodyHandlers.ofString());
                boolean whole = answer.body().contains("\"accepted\":" + Ledger.BATCH_ROWS + ",");
                if (answer.statusCode() == 200 && whole) {
                    ledger.acknowledge(batch);
                }
            }
        } catch (IOException _) {
            // Killed: what is not acknowledged will be sent again.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
