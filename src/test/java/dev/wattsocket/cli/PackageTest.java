package dev.wattsocket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./wattsocket dist` puts together: the archive's launcher and the Debian package, on a
/// folder laid out as the archive is, with the Java of the tests.
final class PackageTest {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void theLauncherServesThePageWithNothingButTheArchive() throws Exception {
        var archive = archive();
        // A cache that is not one: the start must not mind, and must not say so.
        Files.writeString(archive.resolve("app/wattsocket.aot"), "of another build");
        Files.createDirectory(folder.resolve("bin"));
        var link =
                Files.createSymbolicLink(
                        folder.resolve("bin/wattsocket"), archive.resolve("bin/wattsocket"));

        try (var server = launched(link)) {
            assertThat(statusOfThePage(server)).isEqualTo(200);
            server.terminate();
            assertThat(server.exitCode(Duration.ofSeconds(20))).isEqualTo(143);
            assertThat(server.errors()).isEmpty();
        }
    }

    @Test
    void theDebianPackageHasEverythingInItsPlace() throws Exception {
        var archive = archive();

        run(DEPLOY.resolve("deb/make").toString(), archive.toString(), "1.2.3-SNAPSHOT", "amd64");

        var control = unpacked("control.tar.gz");
        assertThat(Files.readString(control.resolve("control")))
                .contains("Version: 1.2.3~snapshot\n", "Architecture: amd64\n");
        assertThat(control.resolve("postinst")).isExecutable();
        assertThat(control.resolve("prerm")).isExecutable();
        assertThat(control.resolve("postrm")).isExecutable();
        var data = unpacked("data.tar.gz");
        assertThat(Files.readString(control.resolve("conffiles")).lines())
                .allSatisfy(file -> assertThat(data.resolve(file.substring(1))).isRegularFile());
        assertThat(Files.readString(data.resolve("usr/lib/systemd/system/wattsocket.service")))
                .contains(
                        "ExecStart=/usr/bin/wattsocket serve --config /etc/wattsocket/config.yaml");
        assertThat(data.resolve("usr/bin").resolve("wattsocket").toRealPath())
                .isEqualTo(data.resolve("usr/lib/wattsocket/bin/wattsocket").toRealPath());
        var config = new Config();
        ConfigFile.read(data.resolve("etc/wattsocket/config.yaml"), config);
        assertThat(config.data).isEqualTo(Path.of("/var/lib/wattsocket"));
    }

    /// As in the archive, with a jar that names the classes and the libraries of this run.
    private Path archive() throws IOException {
        var root = Files.createDirectories(folder.resolve("wattsocket-1.2.3-linux"));
        Files.createDirectory(root.resolve("app"));
        Files.createDirectory(root.resolve("bin"));
        Files.createDirectory(root.resolve("config"));
        Files.createDirectories(root.resolve("runtime/bin"));
        var java = Files.writeString(root.resolve("runtime/bin/java"), javaOfTheTests());
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.copy(DEPLOY.resolve("launcher"), root.resolve("bin/wattsocket"));
        Files.copy(DEPLOY.resolve("java-options"), root.resolve("app/java-options"));
        Files.copy(DEPLOY.resolve("wattsocket.service"), root.resolve("config/wattsocket.service"));
        Files.copy(Path.of("config/example.yaml"), root.resolve("config/example.yaml"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, "dev.wattsocket.Main");
        manifest.getMainAttributes().put(Name.CLASS_PATH, classPath());
        var jar = Files.newOutputStream(root.resolve("app/wattsocket.jar"));
        new JarOutputStream(jar, manifest).close();
        return root;
    }

    private static String javaOfTheTests() {
        return "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' \"$@\"\n";
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(part -> Path.of(part).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private ServerProcess launched(Path launcher) {
        return ServerProcess.bare(
                Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", "/nowhere"),
                launcher.toString(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
    }

    private static int statusOfThePage(ServerProcess server)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.http("/")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    /// A part of the package, which is an archive of `ar`.
    private Path unpacked(String part) throws IOException, InterruptedException {
        var into = Files.createDirectory(folder.resolve(part + ".d"));
        run("ar", "x", "--output", folder.toString(), packed(), part);
        run("tar", "-xzf", folder.resolve(part).toString(), "-C", into.toString());
        return into;
    }

    private String packed() {
        return folder.resolve("wattsocket_1.2.3-SNAPSHOT_amd64.deb").toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
