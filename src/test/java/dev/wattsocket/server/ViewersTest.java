package dev.wattsocket.server;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import dev.wattsocket.server.Screen.Wanted;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many viewers, each with wishes of its own that change, while readings pour in.
final class ViewersTest {
    private static final int VIEWERS = 200;
    private static final List<Integer> RATES = List.of(1, 2, 5, 10, 20);
    private static final Duration POUR = Duration.ofSeconds(6);

    /// One look in so many makes somebody want something else.
    private static final int CALM = 10;

    @TempDir private Path folder;

    private final Random random = new Random();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Watcher> watchers = new ArrayList<>();
    private int subs;
    private TestNode node;

    @BeforeEach
    void start() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        random.setSeed(seed);
        node = TestNode.start(folder);
    }

    @AfterEach
    void stop() {
        watchers.forEach(Watcher::close);
        node.close();
        http.close();
    }

    @Test
    void eachSeesTheNewestAtTheEndAndNothingOutOfOrder() {
        try (var pour = new Pour(node.webSocket(), "meter")) {
            for (int i = 0; i < VIEWERS; i++) {
                watchers.add(newcomer(pour.meters()));
            }
            pour.start();
            long end = System.nanoTime() + POUR.toNanos();
            eventually(
                    "poured",
                    () -> {
                        if (random.nextInt(CALM) == 0) {
                            changeSomebodysMind(pour.meters());
                        }
                        return System.nanoTime() > end;
                    });
            int last = pour.stop();
            for (var watcher : watchers) {
                eventually(
                        "tick " + last + " on every screen",
                        () -> watcher.screen().shows(last, pour.meters()));
            }
            System.out.printf("%d ticks of %d meters%n", last, pour.meters().size());
        }
        for (var watcher : watchers) {
            assertThat(watcher.screen().wrong()).isEmpty();
        }
    }

    private Watcher newcomer(List<String> meters) {
        var watcher = new Watcher(http, node.webSocket());
        for (int i = random.nextInt(4); i > 0; i--) {
            watcher.ask(wish(meters));
        }
        return watcher;
    }

    private Wanted wish(List<String> meters) {
        subs++;
        var some = new HashSet<String>();
        for (int i = random.nextInt(meters.size()); i > 0; i--) {
            some.add(meters.get(random.nextInt(meters.size())));
        }
        var channels =
                random.nextBoolean()
                        ? Set.<String>of()
                        : Set.of(Pour.CHANNELS.get(random.nextInt(Pour.CHANNELS.size())));
        int rate = RATES.get(random.nextInt(RATES.size()));
        return new Wanted("s" + subs, some, channels, rate);
    }

    private void changeSomebodysMind(List<String> meters) {
        int who = random.nextInt(VIEWERS);
        var watcher = watchers.get(who);
        var subs = watcher.screen().subs().stream().filter(sub -> !sub.equals("all")).toList();
        if (random.nextInt(3) == 0) {
            watcher.close();
            watchers.set(who, newcomer(meters));
        } else if (subs.size() > 2) {
            watcher.end(subs.get(random.nextInt(subs.size())));
        } else {
            watcher.ask(wish(meters));
        }
    }
}
