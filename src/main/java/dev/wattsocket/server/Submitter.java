package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.ingest.Intake;
import dev.wattsocket.ingest.Maker;
import dev.wattsocket.ingest.Receipt;
import dev.wattsocket.ingest.Submission;
import dev.wattsocket.ingest.Wire;
import dev.wattsocket.ingest.json.Readings;
import dev.wattsocket.store.StoreException;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Hands the readings of an HTTP request to the intake, and answers what became of them when they
/// are durable. Any thread.
final class Submitter {
    private final House house;

    Submitter(House house) {
        this.house = house;
    }

    static byte[] body(RoutingContext context) {
        var buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    /// @param body what the readings were decoded from
    void submit(RoutingContext context, Readings readings, byte[] body) {
        if (readings.size() == 0) {
            throw Problem.badRequest("There is no reading in this.");
        }
        if (readings.values() > Intake.SUBMISSION_VALUES_MAX) {
            throw new Problem(
                    413,
                    "Too large",
                    "A request has at most %d values; send them in parts."
                            .formatted(Intake.SUBMISSION_VALUES_MAX));
        }
        var done = new CompletableFuture<Receipt>();
        int kept = Math.min(body.length, Submission.TEXT_MAX);
        boolean taken =
                house.intake()
                        .offer(
                                Submission.of(
                                        Wire.HTTP,
                                        readings.readings(),
                                        readings.unread(),
                                        new String(body, 0, kept, StandardCharsets.UTF_8),
                                        new Maker(Maker.METERS_MAX),
                                        answer(done)));
        if (!taken) {
            throw new Problem(
                    429, "Too many requests", "Too much is under way; send it again in a second.");
        }
        var _ = done.whenComplete((receipt, failure) -> respond(context, receipt, failure));
    }

    private static void respond(
            RoutingContext context, @Nullable Receipt receipt, @Nullable Throwable failure) {
        context.vertx()
                .runOnContext(_ -> {
                    if (receipt == null) {
                        context.fail(failure);
                        return;
                    }
                    var json = new JsonBytes(64).raw("{\"accepted\":");
                    json.number(receipt.accepted()).raw(",\"refused\":");
                    Outbound.refused(json, receipt.refused());
                    Routes.json(context, json.raw('}').toBytes());
                });
    }

    private static Intake.Answer answer(CompletableFuture<Receipt> done) {
        return new Intake.Answer() {
            @Override
            public void stored(Receipt receipt) {
                done.complete(receipt);
            }

            @Override
            public void failed(StoreException why) {
                done.completeExceptionally(why);
            }
        };
    }
}
