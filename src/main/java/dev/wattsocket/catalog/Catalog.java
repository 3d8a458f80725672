package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import java.util.List;
import java.util.Optional;

/// The port to what is known about sites, meters, channels and tokens.
///
/// Any thread may call any method. Reads are answered from memory and never block; writes are
/// durable when they return and may block, so never write on an event loop.
public interface Catalog extends AutoCloseable {

    List<Site> sites();

    Optional<Site> site(String id);

    /// Adds the site or replaces what is known of it.
    void put(Site site);

    /// Throws where the site still has meters.
    void deleteSite(String id);

    List<Meter> meters();

    Optional<Meter> meter(String id);

    /// Adds the meter or replaces what is known of it. Throws where its site or its parent is
    /// unknown, or where the parent would make a circle.
    void put(Meter meter);

    /// Forgets the meter and its channels; their ids are not used again, their samples stay unseen.
    void deleteMeter(String id);

    /// All channels of a meter in the order of their ids; none for an unknown meter.
    List<Channel> channels(String meter);

    Optional<Channel> channel(String meter, String name);

    Optional<Channel> channel(int id);

    /// Adds what is new of these in one transaction, the meters first, and answers the channels in
    /// the order asked for. A channel that exists already is answered as it is.
    List<Channel> create(List<Meter> meters, List<NewChannel> channels);

    List<Token> tokens();

    /// The token whose secret has this SHA-256, in lower-case hex.
    Optional<Token> token(String sha256);

    void put(Token token);

    void deleteToken(String id);

    /// A value that the program keeps for itself under a name.
    Optional<String> setting(String key);

    void putSetting(String key, String value);

    /// Calls `listener` after each change of sites or meters, on the thread that made it.
    void onChange(Runnable listener);

    @Override
    void close();

    /// A channel to be made.
    record NewChannel(String meter, String name, Kind kind) {}
}
