package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the catalog holds, in memory. Any thread reads; one thread at a time changes it, after the
/// change is durable.
final class Holdings {
    private static final Channels NO_CHANNELS = new Channels(List.of(), Map.of());

    private final Map<String, Site> sites = new ConcurrentHashMap<>();
    private final Map<String, SiteSources> sources = new ConcurrentHashMap<>();
    private final Map<String, String> tariffs = new ConcurrentHashMap<>();
    private final Map<String, Meter> meters = new ConcurrentHashMap<>();
    private final Map<String, Channels> channelsOf = new ConcurrentHashMap<>();
    private final Map<Integer, Channel> channels = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, Token> tokensByHash = new ConcurrentHashMap<>();
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final Entered entered = new Entered();

    /// Exchanges and corrections.
    Entered entered() {
        return entered;
    }

    List<Site> sites() {
        return sorted(sites.values(), Comparator.comparing(Site::id));
    }

    Optional<Site> site(String id) {
        return Optional.ofNullable(sites.get(id));
    }

    SiteSources sources(String site) {
        return sources.getOrDefault(site, SiteSources.NONE);
    }

    List<String> tariffs() {
        return sorted(tariffs.keySet(), Comparator.naturalOrder());
    }

    Optional<String> tariff(String id) {
        return Optional.ofNullable(tariffs.get(id));
    }

    List<Meter> meters() {
        return sorted(meters.values(), Comparator.comparing(Meter::id));
    }

    Optional<Meter> meter(String id) {
        return Optional.ofNullable(meters.get(id));
    }

    List<Channel> channels(String meter) {
        return channelsOf.getOrDefault(meter, NO_CHANNELS).inOrder();
    }

    Optional<Channel> channel(String meter, String name) {
        return Optional.ofNullable(channelsOf.getOrDefault(meter, NO_CHANNELS).byName().get(name));
    }

    Optional<Channel> channel(int id) {
        return Optional.ofNullable(channels.get(id));
    }

    List<Token> tokens() {
        return sorted(
                tokens.values(),
                Comparator.comparingLong(Token::createdMillis).thenComparing(Token::id));
    }

    Optional<Token> token(String sha256) {
        return Optional.ofNullable(tokensByHash.get(sha256));
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    Optional<Token> tokenWithId(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    void put(Site site, SiteSources from) {
        sources.put(site.id(), from);
        sites.put(site.id(), site);
    }

    void removeSite(String id) {
        sites.remove(id);
        sources.remove(id);
    }

    void putTariff(String id, String document) {
        tariffs.put(id, document);
    }

    void removeTariff(String id) {
        tariffs.remove(id);
    }

    void put(Meter meter) {
        meters.put(meter.id(), meter);
    }

    void removeMeter(String id) {
        meters.remove(id);
        var gone = channelsOf.remove(id);
        if (gone != null) {
            gone.inOrder().forEach(channel -> channels.remove(channel.id()));
        }
        entered.forget(id);
    }

    /// A meter's channels are these and no others.
    void replace(String meter, List<Channel> now) {
        var builder = new Channels.Builder(NO_CHANNELS);
        now.forEach(builder::add);
        for (var channel : channels(meter)) {
            if (!now.contains(channel)) {
                channels.remove(channel.id());
            }
        }
        now.forEach(channel -> channels.put(channel.id(), channel));
        channelsOf.put(meter, builder.build());
    }

    /// Adds channels, whose ids are higher than all that are there.
    void add(List<Channel> added) {
        var byMeter = new HashMap<String, Channels.Builder>();
        for (var channel : added) {
            channels.put(channel.id(), channel);
            byMeter.computeIfAbsent(
                            channel.meter(),
                            meter ->
                                    new Channels.Builder(
                                            channelsOf.getOrDefault(meter, NO_CHANNELS)))
                    .add(channel);
        }
        byMeter.forEach((meter, builder) -> channelsOf.put(meter, builder.build()));
    }

    void put(Token token) {
        removeToken(token.id());
        tokens.put(token.id(), token);
        tokensByHash.put(token.sha256(), token);
    }

    void removeToken(String id) {
        var gone = tokens.remove(id);
        if (gone != null) {
            tokensByHash.remove(gone.sha256());
        }
    }

    void putSetting(String key, String value) {
        settings.put(key, value);
    }

    private static <T> List<T> sorted(Collection<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList();
    }
}
