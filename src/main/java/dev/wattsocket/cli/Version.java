package dev.wattsocket.cli;

import picocli.CommandLine.IVersionProvider;

/// The program's version, out of the jar's manifest.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Wattsocket " + text()};
    }

    static String text() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
