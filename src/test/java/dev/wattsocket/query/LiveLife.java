package dev.wattsocket.query;

import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Term;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;

/// What happens in a house and to what is known of it, out of chance: time goes on, readings come
/// in order, late, again and wrong, and people change prices, meters and their minds.
final class LiveLife {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Amsterdam"),
                    ZoneId.of("America/St_Johns"),
                    ZoneId.of("Australia/Lord_Howe"));

    /// Before clocks change, before a billing period ends, and before nothing.
    private static final List<String> BEGINS =
            List.of("2026-10-24T20:00:00Z", "2026-10-31T21:30:00Z", "2026-06-17T09:10:00Z");

    private final LiveWorld world;
    private final Random random;
    private final Map<Channel, NavigableMap<Long, Double>> known = new HashMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private long now;

    LiveLife(LiveWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    long now() {
        return now;
    }

    /// A house with a past of some weeks.
    void begin() {
        world.build(ZONES.get(random.nextInt(ZONES.size())), random.nextInt(3) == 0);
        now = Instant.parse(BEGINS.get(random.nextInt(BEGINS.size()))).toEpochMilli();
        now += random.nextLong(6 * HOUR);
        names();
        long first = now - (2 + random.nextInt(34)) * DAY;
        for (var channel : channels) {
            past(channel, first);
        }
        putTariff();
        putSite();
    }

    private void names() {
        channels.clear();
        for (var meter : List.of("grid", "shed", "roof", "store", "car", "spot", "mix")) {
            channels.addAll(world.catalog.channels(world.id(meter)));
        }
    }

    private void past(Channel channel, long first) {
        var batch = new Samples.Builder(64);
        long step = channel.kind() == Kind.GAUGE ? HOUR : 6 * HOUR;
        long begin = channel.kind() == Kind.GAUGE ? now - DAY : first;
        for (long at = begin; at < now; at += step + random.nextInt(2) * random.nextLong(step)) {
            add(batch, channel, at);
        }
        world.append(batch.build());
    }

    /// The next value of a channel at a time, on its way.
    private void add(Samples.Builder batch, Channel channel, long time) {
        long at = channel.kind() == Kind.INTERVAL ? time - Math.floorMod(time, HOUR) : time;
        put(batch, channel, at, next(channel, at));
    }

    private void put(Samples.Builder batch, Channel channel, long time, double value) {
        batch.add(channel.id(), time, value, seconds(channel));
        if (Double.isNaN(value)) {
            of(channel).remove(time);
        } else {
            of(channel).put(time, value);
        }
    }

    private NavigableMap<Long, Double> of(Channel channel) {
        return known.computeIfAbsent(channel, _ -> new TreeMap<>());
    }

    private int seconds(Channel channel) {
        if (channel.kind() != Kind.INTERVAL) {
            return 0;
        }
        return channel.name().equals("price") || random.nextInt(4) > 0 ? 3_600 : 86_400;
    }

    private double next(Channel channel, long time) {
        var before = of(channel).lowerEntry(time);
        double last = before == null ? 1_000 : before.getValue();
        return switch (channel.kind()) {
            case REGISTER -> nextRegister(channel, time, last);
            case GAUGE -> random.nextInt(-20_000, 40_000) / 10.0;
            case INTERVAL ->
                    channel.name().equals("price")
                            ? random.nextInt(-50, 400) / 1_000.0
                            : random.nextInt(20_000) / 10.0;
        };
    }

    /// Mostly more; sometimes a dip, a new begin, or a spike that is taken back later.
    private double nextRegister(Channel channel, long time, double last) {
        var beforeLast = of(channel).headMap(time, false).descendingMap().values().stream().skip(1);
        double settled = beforeLast.findFirst().orElse(last);
        if (last > settled * 1.05 && random.nextBoolean()) {
            return settled + random.nextInt(10) / 10.0;
        }
        return switch (random.nextInt(40)) {
            case 0 -> last * 0.95;
            case 1 -> random.nextInt(100) / 10.0;
            case 2 -> last;
            case 3 -> Math.max(0, last - 0.5);
            case 4, 5 -> last * 1.08 + 1;
            default -> last + random.nextInt(5_000) / 10.0;
        };
    }

    /// Time goes on, and some things happen; answers which.
    String goOn() {
        var happened = new StringJoiner(", ");
        now +=
                switch (random.nextInt(8)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    case 2 -> random.nextLong(3 * DAY);
                    case 3 -> 15 * MINUTE - Math.floorMod(now, 15 * MINUTE);
                    case 4 -> HOUR - Math.floorMod(now, HOUR);
                    default -> random.nextLong(20 * MINUTE);
                };
        for (int left = random.nextInt(4); left > 0; left--) {
            happened.add(happen());
        }
        return happened + " at " + Instant.ofEpochMilli(now);
    }

    private String happen() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6 -> inOrder();
            case 7, 8 -> late();
            case 9, 10 -> again(false);
            case 11 -> again(true);
            case 12 -> correction();
            case 13 -> exchange();
            case 14 -> undoExchange();
            case 15 -> price();
            case 16 -> rules();
            case 17 -> formula();
            case 18 -> putTariff();
            case 19 -> putSite();
            case 20 -> ahead();
            case 21 -> role();
            case 22 -> replace();
            default -> restart();
        };
    }

    private String inOrder() {
        var batch = new Samples.Builder(16);
        for (var channel : channels) {
            long last = of(channel).isEmpty() ? now - HOUR : of(channel).lastKey();
            for (int left = random.nextInt(4); left > 0 && last < now; left--) {
                last += 1 + random.nextLong(Math.max(1, (now - last) / left));
                add(batch, channel, last);
            }
        }
        world.append(batch.build());
        return "readings in order";
    }

    private Channel anyChannel() {
        return channels.get(random.nextInt(channels.size()));
    }

    private String late() {
        var channel = anyChannel();
        var batch = new Samples.Builder(1);
        add(batch, channel, now - random.nextLong(random.nextBoolean() ? 6 * HOUR : 40 * DAY));
        world.append(batch.build());
        return "late " + channel;
    }

    /// Another value, or none, where one is.
    private String again(boolean isDeleted) {
        var channel = anyChannel();
        var time = anyTime(channel);
        if (time.isEmpty()) {
            return "nothing";
        }
        var batch = new Samples.Builder(1);
        double value = isDeleted ? Double.NaN : next(channel, time.getAsLong());
        put(batch, channel, time.getAsLong(), value);
        world.append(batch.build());
        return (isDeleted ? "deleted " : "again ") + channel;
    }

    private OptionalLong anyTime(Channel channel) {
        var times = List.copyOf(of(channel).keySet());
        if (times.isEmpty()) {
            return OptionalLong.empty();
        }
        int back = random.nextInt(random.nextBoolean() ? Math.min(3, times.size()) : times.size());
        return OptionalLong.of(times.get(times.size() - 1 - back));
    }

    private String correction() {
        var channel = anyChannel();
        var time = anyTime(channel);
        if (time.isEmpty()) {
            return "nothing";
        }
        double value = next(channel, time.getAsLong());
        of(channel).put(time.getAsLong(), value);
        world.correct(channel, time.getAsLong(), value, seconds(channel));
        return "correction " + channel;
    }

    private String exchange() {
        String name = random.nextBoolean() ? "energy_import" : "energy_export";
        var channel = world.channel("grid", name);
        long at = now - random.nextLong(10 * DAY) + random.nextLong(2 * HOUR);
        var before = of(channel).lowerEntry(at);
        boolean isTaken = exchanges.stream().anyMatch(each -> each.timeMillis() == at);
        if (before == null || isTaken) {
            return "nothing";
        }
        exchanges.add(world.exchange(channel, at, before.getValue() + 5, random.nextInt(3)));
        return "exchange";
    }

    private String undoExchange() {
        if (exchanges.isEmpty()) {
            return "nothing";
        }
        var one = exchanges.remove(random.nextInt(exchanges.size()));
        world.catalog.revisions().undoExchange(one.meter(), one.id(), now);
        return "exchange undone";
    }

    /// Published ahead, or corrected for the past.
    private String price() {
        var channel = world.channel("spot", "price");
        var batch = new Samples.Builder(8);
        long from = now + (random.nextBoolean() ? 0 : -random.nextLong(20 * DAY));
        for (int hour = 0; hour < 6; hour++) {
            add(batch, channel, from + hour * HOUR);
        }
        world.append(batch.build());
        return "prices";
    }

    private String rules() {
        String name = List.of("grid", "roof", "store").get(random.nextInt(3));
        var meter = world.catalog.meter(world.id(name)).orElseThrow();
        var rules =
                new MeterRules(
                        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(5_000),
                        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(10_000),
                        random.nextBoolean()
                                ? OptionalLong.empty()
                                : OptionalLong.of((1 + random.nextInt(90)) * MINUTE));
        world.put(name, meter.role(), rules, List.of());
        return "rules of " + name;
    }

    private String formula() {
        var sum = world.catalog.meter(world.id("sum")).orElseThrow();
        String sign = random.nextBoolean() ? " + " : " - ";
        var formula = Term.parse(world.id("grid") + sign + world.id("shed"));
        world.put("sum", sum.role(), MeterRules.UNKNOWN, formula);
        return "formula";
    }

    private String role() {
        var shed = world.catalog.meter(world.id("shed")).orElseThrow();
        var role = shed.role() == Role.GRID ? Role.OTHER : Role.GRID;
        world.put("shed", role, shed.rules(), List.of());
        return "role";
    }

    /// A clock that is fast.
    private String ahead() {
        var channel = random.nextBoolean() ? anyChannel() : world.channel("grid", "energy_import");
        var batch = new Samples.Builder(1);
        long at = now + 1 + random.nextLong(random.nextBoolean() ? HOUR : DAY);
        add(batch, channel, at);
        if (channel.kind() == Kind.REGISTER) {
            put(
                    batch,
                    channel,
                    at + 5 * MINUTE,
                    of(channel).lastEntry().getValue() + random.nextInt(9_000));
        }
        world.append(batch.build());
        return "ahead " + channel;
    }

    private String replace() {
        world.replace("car");
        known.keySet().removeIf(channel -> channel.meter().equals(world.id("car")));
        names();
        return "another car";
    }

    private String restart() {
        world.restart();
        return "restart";
    }

    private String putTariff() {
        var zone = world.home().zone();
        var today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
        var document = LiveTariffs.any(random, today, world.id("spot") + ".price");
        world.catalog.putTariff(world.id("tariff"), document);
        return "tariff " + document;
    }

    private String putSite() {
        Optional<CarbonSource> carbon =
                switch (random.nextInt(3)) {
                    case 0 -> Optional.empty();
                    case 1 -> Optional.of(new CarbonSource.Constant(BigDecimal.valueOf(300)));
                    default ->
                            Optional.of(
                                    new CarbonSource.Series(world.id("mix"), "carbon_intensity"));
                };
        var tariff =
                random.nextInt(8) == 0 ? Optional.<String>empty() : Optional.of(world.id("tariff"));
        world.put(world.home(), tariff, carbon);
        if (random.nextInt(3) == 0) {
            world.change(
                    15 << random.nextInt(3),
                    1 + random.nextInt(28),
                    ZONES.get(random.nextInt(ZONES.size())));
        }
        return "site";
    }
}
