package dev.wattsocket.cli;

import dev.wattsocket.demo.Demo;
import dev.wattsocket.store.DataFolder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `demo`: a node with a simulated house and a measured one.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Show a house that breathes: simulated meters at 10 Hz, and a measured household.")
final class DemoCommand implements Callable<Integer> {
    @Mixin private ListenMixin listen = new ListenMixin();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Which house: the same number is the same house (default 1).")
    private long seed;

    @Option(
            names = "--days",
            paramLabel = "NUMBER",
            defaultValue = "400",
            description = "How many days of past the house has, at most 400 (default 400).")
    private int days;

    @Override
    public Integer call() {
        if (days < 1 || days > Demo.REACH.toDays()) {
            throw new StartFailed(
                    "--days is a number from 1 to " + Demo.REACH.toDays() + ": " + days);
        }
        var config = new Config();
        config.data = DataFolder.usual("wattsocket-demo");
        listen.apply(config);
        return new Running(config.options(true)).untilStopped(this::moveIn);
    }

    private AutoCloseable moveIn(Node node) {
        var clock = Clock.systemUTC();
        var reach = Duration.ofDays(days);
        var demo = new Demo(node.catalog(), node.intake(), clock, node.past(), seed, reach);
        demo.start();
        return demo;
    }
}
