package dev.wattsocket.store.questdb;

/// What a power cut may cost. Neither mode loses anything acknowledged when the process is killed.
public enum CommitMode {
    /// A commit is in the system's hands when it is acknowledged: a power cut may cost the last
    /// seconds.
    NOSYNC,
    /// A commit is on the disk when it is acknowledged: a power cut costs nothing acknowledged.
    SYNC
}
