package dev.wattsocket.bus;

/// Whoever shows what the live loop tells. Called on the live loop.
public interface Viewers {
    /// Takes what moved the live state.
    void accept(Updates updates);

    /// Takes what came in before something newer that is known already: only who comes back may
    /// want it.
    void passed(Updates updates);

    /// What is known of other nodes' updates has changed.
    void look();
}
