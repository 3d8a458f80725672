package dev.wattsocket.store.questdb;

/// What a power cut may cost. Neither mode loses anything acknowledged when the process is killed.
/// The decision between them, with figures, is docs/decisions/0002.
public enum CommitMode {
    /// A commit is in the system's hands when it is acknowledged: a power cut may cost the last
    /// half minute.
    NOSYNC,
    /// A commit is on the disk when it is acknowledged: a power cut costs nothing acknowledged.
    SYNC
}
