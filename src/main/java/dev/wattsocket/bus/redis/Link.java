package dev.wattsocket.bus.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Connections to Redis that live and end together: one for commands, and those that messages come
/// in on. Any thread; nothing blocks.
abstract class Link {
    private final RedisClusterAsyncCommands<byte[], byte[]> commands;
    private final String publishDigest;
    private final String readDigest;

    Link(RedisClusterAsyncCommands<byte[], byte[]> commands) {
        this.commands = commands;
        this.publishDigest = commands.digest(Scripts.PUBLISH);
        this.readDigest = commands.digest(Scripts.READ);
    }

    /// Who is told what comes in, on a thread of the client library: hand off at once.
    interface Listener {
        void message(byte[] topic, byte[] message);

        /// A connection ended.
        void broken(Link link);
    }

    abstract CompletionStage<?> subscribe(byte[] topic);

    abstract CompletionStage<?> unsubscribe(byte[] topic);

    /// The command that publishes to those who `subscribe`.
    abstract String publishing();

    /// Lets go of all connections.
    abstract void end();

    CompletionStage<?> tell(byte[] topic, byte[] message) {
        return publishing().equals("PUBLISH")
                ? commands.publish(topic, message)
                : commands.spublish(topic, message);
    }

    CompletionStage<Object> publish(String site, byte[]... arguments) {
        byte[][] keys = {Names.log(site), Names.origins(site)};
        return run(Scripts.PUBLISH, publishDigest, ScriptOutputType.INTEGER, keys, arguments);
    }

    CompletionStage<List<Object>> read(String site, byte[]... arguments) {
        byte[][] keys = {Names.log(site), Names.origins(site), Names.life(site)};
        return run(Scripts.READ, readDigest, ScriptOutputType.MULTI, keys, arguments);
    }

    private <T> CompletionStage<T> run(
            String script,
            String digest,
            ScriptOutputType type,
            byte[][] keys,
            byte[][] arguments) {
        CompletionStage<T> first = commands.evalsha(digest, type, keys, arguments);
        return first.handle((answer, failure) -> answer(answer, failure))
                .thenCompose(done ->
                        done.isCompletedExceptionally() && isUnknown(done)
                                ? commands.<T>eval(script, type, keys, arguments)
                                : done);
    }

    private static <T> CompletableFuture<T> answer(T answer, Throwable failure) {
        return failure == null
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(failure);
    }

    /// Redis does not know the script, because it began anew.
    private static boolean isUnknown(CompletableFuture<?> failed) {
        var why = failed.exceptionNow();
        return why instanceof RedisNoScriptException
                || (why instanceof CompletionException
                        && why.getCause() instanceof RedisNoScriptException);
    }

    /// Passes on what comes in.
    static final class Messages extends RedisPubSubAdapter<byte[], byte[]> {
        private final Listener listener;

        Messages(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void message(byte[] topic, byte[] message) {
            listener.message(topic, message);
        }

        @Override
        public void smessage(byte[] topic, byte[] message) {
            listener.message(topic, message);
        }
    }
}
