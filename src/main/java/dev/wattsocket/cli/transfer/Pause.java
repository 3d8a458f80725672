package dev.wattsocket.cli.transfer;

import java.time.Duration;

/// A way to wait, so that a test need not.
interface Pause {
    void pause(Duration time) throws InterruptedException;
}
