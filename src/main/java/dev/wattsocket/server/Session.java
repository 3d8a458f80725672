package dev.wattsocket.server;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.hub.Loop;
import dev.wattsocket.hub.Member;
import dev.wattsocket.hub.Peer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One client of `/ws/energy/`: a device, a viewer, or both. Confined to its event loop.
final class Session implements Socket.Listener, Peer {
    /// Messages that may be wrong before the client is taken for broken.
    static final int WRONG_MAX = 20;

    private final Lobby lobby;
    private final Viewing viewing;
    private final Sending sending;
    private @Nullable Socket socket;
    private Optional<Caller> caller = Optional.empty();
    private boolean warnedTooMuch;
    private int wrong;

    Session(Lobby lobby) {
        this.lobby = lobby;
        this.viewing = new Viewing(this, lobby);
        this.sending = new Sending(this, lobby);
    }

    /// Begins with the caller that the handshake gave; without any, the client has to say `auth`.
    void open(Socket opened, Optional<Caller> given) {
        socket = opened;
        given.ifPresent(this::welcome);
    }

    boolean isAuthenticated() {
        return caller.isPresent();
    }

    /// Whether it came in with this token.
    boolean holds(String token) {
        return caller.filter(known -> known.token().equals(token)).isPresent();
    }

    Socket socket() {
        var opened = socket;
        if (opened == null) {
            throw new IllegalStateException("the session is not open yet");
        }
        return opened;
    }

    void heartbeat(long nowMillis) {
        if (caller.isPresent() && writable()) {
            write(Outbound.heartbeat(nowMillis, viewing.position()));
        }
    }

    /// Tells a viewer whether what comes in at other nodes is late.
    void status(boolean isDegraded) {
        if (caller.filter(known -> known.access().canRead()).isPresent()) {
            write(Outbound.status(isDegraded, Lobby.DEGRADED));
        }
    }

    @Override
    public void text(byte[] utf8) {
        lobby.counts().messagesIn.increment();
        var message = InboundDecoder.decode(utf8);
        if (message instanceof Inbound.Auth auth) {
            authenticate(auth);
        } else if (caller.isEmpty()) {
            error(
                    message.id(),
                    ErrorCode.NOT_AUTHENTICATED,
                    "Say {\"type\":\"auth\",\"token\":\"…\"} first, or connect with ?token=…");
            socket().close(CloseCode.NOT_AUTHENTICATED, "not authenticated");
        } else {
            take(message, caller.get().access(), utf8);
        }
    }

    @Override
    public void binary(byte[] bytes) {
        wrong("", ErrorCode.BAD_MESSAGE, "Messages are text frames that hold JSON.");
    }

    @Override
    public void tooLong() {
        String message = "A message has at most " + Socket.MESSAGE_MAX + " bytes.";
        tooMuch("", ErrorCode.TOO_LARGE, message, CloseCode.TOO_LARGE);
    }

    @Override
    public void drained() {
        viewing.drained();
    }

    @Override
    public void closed() {
        viewing.end();
        lobby.left(this);
    }

    @Override
    public Loop loop() {
        return lobby.loop();
    }

    @Override
    public boolean writable() {
        return socket().writable();
    }

    @Override
    public void write(Loop.Shared frame) {
        lobby.counts().framesOut.increment();
        socket().write((NettyLoop.SharedFrame) frame);
    }

    @Override
    public void write(byte[] frame) {
        lobby.counts().framesOut.increment();
        socket().write(frame);
    }

    @Override
    public void refused(Member member) {
        viewing.refused(member);
    }

    void error(String id, ErrorCode code, String message) {
        lobby.counts().errors.increment();
        write(Outbound.error(id, code, message));
    }

    /// An error that a client may make a few times, until it is taken for broken.
    void wrong(String id, ErrorCode code, String message) {
        error(id, code, message);
        wrong++;
        if (wrong > WRONG_MAX) {
            boolean isForbidden = code == ErrorCode.FORBIDDEN;
            socket().close(
                            isForbidden ? CloseCode.FORBIDDEN : CloseCode.MALFORMED,
                            "too many messages that can't be taken");
        }
    }

    /// A limit passed: an error the first time, the end the second.
    void tooMuch(String id, ErrorCode code, String message, CloseCode close) {
        error(id, code, message);
        if (warnedTooMuch) {
            socket().close(close, message);
        }
        warnedTooMuch = true;
    }

    private void take(Inbound message, Access allowed, byte[] utf8) {
        switch (message) {
            case Inbound.Sent sent when allowed.canSend() -> {
                viewing.deviceSpoke();
                sending.take(sent, utf8);
            }
            case Inbound.Subscribe subscribe when allowed.canRead() -> viewing.take(subscribe);
            case Inbound.Sent sent ->
                    wrong(
                            sent.id(),
                            ErrorCode.FORBIDDEN,
                            "This token may look, not send readings.");
            case Inbound.Subscribe subscribe ->
                    wrong(subscribe.id(), ErrorCode.FORBIDDEN, "This token may send, not look.");
            case Inbound.Unsubscribe unsubscribe -> viewing.take(unsubscribe);
            case Inbound.Ping ping -> write(Outbound.pong(ping.id(), lobby.clock().millis()));
            case Inbound.Wrong bad -> wrong(bad.id(), bad.code(), bad.message());
            case Inbound.Auth _ -> throw new IllegalStateException("taken before");
        }
    }

    private void authenticate(Inbound.Auth auth) {
        var granted = lobby.gate().callerOf(auth.token());
        if (granted.isEmpty()) {
            error(auth.id(), ErrorCode.NOT_AUTHENTICATED, "This token is not known.");
            socket().close(CloseCode.NOT_AUTHENTICATED, "token not known");
        } else if (caller.isEmpty()) {
            welcome(granted.get());
        }
    }

    private void welcome(Caller granted) {
        caller = Optional.of(granted);
        write(lobby.hello(granted.access()));
        if (granted.access().canRead()) {
            if (lobby.isDegraded()) {
                status(true);
            }
            lobby.after(Viewing.UNASKED_AFTER_MILLIS, viewing::beginUnasked);
        }
    }
}
