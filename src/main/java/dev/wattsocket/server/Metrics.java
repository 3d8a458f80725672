package dev.wattsocket.server;

import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.Wire;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What the program counts, as Prometheus reads it. Any thread.
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();

    /// Micrometer holds what it asks only weakly.
    private final List<Supplier<Number>> held = new ArrayList<>();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    /// Adds a number that goes up and down.
    public void gauge(String name, String help, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).strongReference(true).register(registry);
    }

    /// Adds a number that only rises.
    public void count(String name, String help, Supplier<Number> value) {
        count(name, help, "", "", value);
    }

    void bind(House house) {
        var counts = house.intake().counts();
        for (var wire : Wire.values()) {
            count(
                    "wattsocket.readings.accepted",
                    "Readings accepted",
                    "wire",
                    wire.wireName(),
                    () -> counts.accepted(wire));
        }
        for (var reason : Reason.values()) {
            count(
                    "wattsocket.readings.refused",
                    "Readings or values refused",
                    "reason",
                    reason.wireName(),
                    () -> counts.refused(reason));
        }
        count("wattsocket.values.stored", "Values that are durable", counts::stored);
        count("wattsocket.intake.busy", "Batches sent back for lack of room", counts::busy);
        count("wattsocket.intake.failed", "Batches that the store could not keep", counts::failed);
        gauge(
                "wattsocket.values.under.way",
                "Values on their way to the store",
                house.intake()::underWay);
        bind(house.counts());
    }

    void scrape(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(registry.scrape());
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    private void bind(SocketCounts sockets) {
        gauge("wattsocket.sockets.open", "WebSockets that are open", sockets.open::get);
        gauge(
                "wattsocket.sockets.waiting.bytes",
                "Bytes that wait for clients to take them",
                sockets.waitingBytes::sum);
        count("wattsocket.sockets.opened", "WebSockets since the start", sockets.opened::sum);
        count("wattsocket.sockets.refused", "WebSockets turned away", sockets.refused::sum);
        count("wattsocket.messages.in", "Messages from clients", sockets.messagesIn::sum);
        count("wattsocket.frames.out", "Frames to clients", sockets.framesOut::sum);
        count("wattsocket.errors.out", "Errors told to clients", sockets.errors::sum);
        count(
                "wattsocket.sockets.slow",
                "WebSockets ended for taking nothing",
                sockets.tooSlow::sum);
        for (var code : CloseCode.values()) {
            count(
                    "wattsocket.sockets.ended",
                    "WebSockets that the server ended, by close code",
                    "code",
                    String.valueOf(code.number()),
                    () -> sockets.ended(code).sum());
        }
        count("wattsocket.sockets.silent", "WebSockets ended for silence", sockets.silent::sum);
    }

    private void count(String name, String help, String tag, String label, Supplier<Number> value) {
        held.add(value);
        ToDoubleFunction<Supplier<Number>> read = supplier -> supplier.get().doubleValue();
        var counter = FunctionCounter.builder(name, value, read).description(help);
        (tag.isEmpty() ? counter : counter.tag(tag, label)).register(registry);
    }
}
