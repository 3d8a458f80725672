package dev.wattsocket.server;

import dev.wattsocket.ingest.Intake;
import dev.wattsocket.ingest.Maker;
import dev.wattsocket.ingest.Receipt;
import dev.wattsocket.ingest.Submission;
import dev.wattsocket.ingest.Wire;
import dev.wattsocket.store.StoreException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What one client sends. A client that sends faster than the store keeps is read no further until
/// it has caught up; nothing is dropped. Confined to the session's loop.
final class Sending {
    static final int READINGS_MAX = 10_000;

    /// Batches under way after which the socket is not read for a while.
    static final int UNDER_WAY_MAX = 64;

    private static final int RETRY_MILLIS = 10;

    private final Session session;
    private final Lobby lobby;
    private final Maker maker = new Maker(Maker.METERS_MAX);
    private @Nullable Submission waiting;
    private boolean paused;
    private int underWay;

    Sending(Session session, Lobby lobby) {
        this.session = session;
        this.lobby = lobby;
    }

    void take(Inbound.Sent sent, byte[] utf8) {
        var readings = sent.readings();
        if (readings.size() > READINGS_MAX || readings.values() > Intake.SUBMISSION_VALUES_MAX) {
            session.tooMuch(
                    sent.id(),
                    ErrorCode.TOO_MANY,
                    "A message has at most %d readings and %d values."
                            .formatted(READINGS_MAX, Intake.SUBMISSION_VALUES_MAX),
                    CloseCode.TOO_MANY);
            return;
        }
        int kept = Math.min(utf8.length, Submission.TEXT_MAX);
        offer(
                Submission.of(
                        Wire.WEBSOCKET,
                        readings.readings(),
                        readings.unread(),
                        new String(utf8, 0, kept, StandardCharsets.UTF_8),
                        maker,
                        new Ack(sent.id())));
    }

    private void offer(Submission submission) {
        if (lobby.intake().offer(submission)) {
            waiting = null;
            underWay++;
        } else {
            waiting = submission;
            lobby.after(RETRY_MILLIS, this::offerAgain);
        }
        boolean pause = waiting != null || underWay >= UNDER_WAY_MAX;
        if (pause != paused) {
            paused = pause;
            if (pause) {
                session.socket().hold();
            } else {
                session.socket().release();
            }
        }
    }

    private void offerAgain() {
        var again = waiting;
        if (again != null) {
            offer(again);
        }
    }

    private void answered(byte[] message) {
        underWay--;
        session.write(message);
        if (paused && waiting == null && underWay < UNDER_WAY_MAX / 2) {
            paused = false;
            session.socket().release();
        }
    }

    /// Comes back from the store's thread to the loop.
    private final class Ack implements Intake.Answer {
        private final String id;

        Ack(String id) {
            this.id = id;
        }

        @Override
        public void stored(Receipt receipt) {
            lobby.loop().execute(() -> answered(Outbound.ack(id, receipt)));
        }

        @Override
        public void failed(StoreException why) {
            String message =
                    "Nothing of this was stored; send it again in a second. " + why.getMessage();
            lobby.loop()
                    .execute(() -> answered(Outbound.error(id, ErrorCode.STORE_FAILED, message)));
        }
    }
}
