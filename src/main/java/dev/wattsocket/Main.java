package dev.wattsocket;

import dev.wattsocket.cli.Wattsocket;

/// The program: `wattsocket COMMAND`.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Wattsocket.run(args));
    }
}
