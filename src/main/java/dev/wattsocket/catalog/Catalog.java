package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The port to what is known about sites, meters, channels, tariffs and tokens.
///
/// Any thread may call any method. Reads are answered from memory and never block; writes are
/// durable when they return and may block, so never write on an event loop. Listeners are called
/// once the change is durable and can be read: of a change that was made here, on its thread.
public interface Catalog extends AutoCloseable {

    List<Site> sites();

    Optional<Site> site(String id);

    /// Adds the site or replaces what is known of it, but for its sources.
    void put(Site site);

    /// Adds the site or replaces all that is known of it. Throws where there is no such tariff.
    void put(Site site, SiteSources sources);

    /// Where the site's money and greenhouse gases come from; none for an unknown site.
    SiteSources sources(String site);

    /// Throws where the site still has meters.
    void deleteSite(String id);

    List<Meter> meters();

    Optional<Meter> meter(String id);

    /// Adds the meter or replaces what is known of it. Throws where its site, its parent or a term
    /// of its formula does not fit.
    void put(Meter meter);

    /// Forgets the meter, its channels and what was entered for them; their ids are not used again,
    /// their samples stay unseen. Throws where another meter is a sum with this one.
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

    /// Calls `listener` with the id of each token that opens nothing any more, wherever it was
    /// deleted.
    void onTokenGone(Consumer<String> listener);

    /// A value that the program keeps for itself under a name.
    Optional<String> setting(String key);

    void putSetting(String key, String value);

    /// All of them by their names.
    Map<String, String> settings();

    /// The ids of all tariffs.
    List<String> tariffs();

    /// The tariff's JSON document.
    Optional<String> tariff(String id);

    void putTariff(String id, String document);

    /// Throws where a site has this tariff.
    void deleteTariff(String id);

    /// Exchanges and corrections.
    Revisions revisions();

    /// Runs this while nobody else changes the catalog, on any node: for what is read, changed, and
    /// put again. What it changes is one transaction, and is seen when it has returned.
    <T> T alone(Supplier<T> work);

    /// Makes what is read as new as all that was committed anywhere before this call. Where nodes
    /// share the catalog others' changes come by themselves, a moment later.
    void refresh();

    /// Whether other nodes change this catalog too.
    boolean isShared();

    /// Calls `listener` after each change of sites, meters or tariffs, wherever it was made.
    void onChange(Runnable listener);

    /// Calls `listener` when something that was known of a meter is different or gone, wherever
    /// that was changed.
    void onMeterChange(MeterChange listener);

    /// Calls `listener` when what readings mean was changed here, on the thread that changed it:
    /// whoever makes a change sees to its consequences, for all nodes.
    void onRevised(Revised listener);

    /// Calls the listeners of `onRevised` for changes after which they were not called to the end,
    /// because a node ended or a listener failed: on any node, once they are there. One that is
    /// just being told may be told twice.
    void tellAgain();

    @Override
    void close();

    /// Hears that the readings of a meter with `from <= time < to` are others, or mean something
    /// else: a correction that is in the store, an exchange, other rules. Figures change from the
    /// reading before to the reading after. Returns soon.
    interface Revised {
        void revised(String meter, long fromMillis, long toMillis);
    }

    /// What of a meter is different.
    enum Aspect {
        /// What was put, or whether it is there.
        SETTINGS,
        EXCHANGES,
        CORRECTIONS
    }

    /// Hears that something of a meter is different. Returns soon.
    interface MeterChange {
        void changed(String meter, Aspect aspect);
    }

    /// A channel to be made.
    record NewChannel(String meter, String name, Kind kind) {}
}
