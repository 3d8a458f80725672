package dev.wattsocket.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An authority of its own in a folder, and certificates that it signed, all in PEM.
public final class Certificates {
    private static final String[] KEY = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"};

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /// Makes the authority.
    public static Certificates in(Path folder) {
        var made = new Certificates(folder);
        made.request("ca", "-x509", "-days", "1");
        return made;
    }

    /// Its own certificate.
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /// Signs a certificate for these names, such as `DNS:localhost,IP:127.0.0.1`, and answers its
    /// file; its key lies beside it.
    public Path sign(String name, String names) {
        var signed = new ArrayList<>(List.of("-x509", "-days", "1"));
        signed.addAll(List.of("-CA", authority().toString(), "-CAkey", key("ca").toString()));
        signed.addAll(List.of("-addext", "subjectAltName=" + names));
        signed.addAll(List.of("-addext", "basicConstraints=critical,CA:FALSE"));
        request(name, signed.toArray(String[]::new));
        return folder.resolve(name + ".pem");
    }

    /// The key of the certificate of this name.
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private void request(String name, String... more) {
        var command = new ArrayList<>(List.of("openssl", "req", "-noenc", "-subj", "/CN=" + name));
        command.addAll(List.of(KEY));
        command.addAll(List.of(more));
        command.addAll(List.of("-keyout", key(name).toString()));
        command.addAll(List.of("-out", folder.resolve(name + ".pem").toString()));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = process.getInputStream().readAllBytes();
            if (process.onExit().join().exitValue() != 0) {
                throw new AssertionError(new String(said, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
