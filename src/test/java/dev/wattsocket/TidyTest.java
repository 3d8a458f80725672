package dev.wattsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the sources small, said in words, and free of what makes a program hard to test.
final class TidyTest {
    private static final int FILE_LINES_MEDIAN = 80;
    private static final int FILE_LINES_P95 = 300;
    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_P95 = 25;
    private static final int METHOD_LINES_MAX = 60;
    private static final int LINE_CHARS_MAX = 120;
    private static final double PACKAGE_PRIVATE_LEAST = 0.45;

    /// Time and chance come in from outside, so that a test can say what they are.
    private static final Pattern UNTESTABLE =
            Pattern.compile(
                    "\\b(\\w+\\.now\\(\\)|System\\.currentTimeMillis\\(|Thread\\.sleep\\("
                            + "|new Random\\(|Math\\.random\\(|ThreadLocalRandom)");

    /// Only where the program is put together does anybody ask for the machine's clock.
    private static final Pattern CLOCK =
            Pattern.compile("\\b(Clock|InstantSource)\\.(system|tick)\\w*\\(");

    private static final Pattern LEFT_FOR_LATER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    private static final Pattern SKIPPED =
            Pattern.compile(
                    "@Dis"
                            + "abled|@Enabled(If|On|For)|\\bassume(True|False|That)\\b|\\bassumingThat\\b"
                            + "|\\b(it|test|describe)\\.(skip|only|todo|fails)\\b");

    private static final List<SourceFile> MAIN = SourceFile.below("src/main/java");
    private static final List<SourceFile> TEST = SourceFile.below("src/test/java");

    @Test
    void filesAreShort() {
        var sizes = MAIN.stream().map(file -> file.lines().size()).sorted().toList();

        assertThat(at(sizes, 0.5)).as("median").isLessThanOrEqualTo(FILE_LINES_MEDIAN);
        assertThat(at(sizes, 0.95)).as("p95").isLessThanOrEqualTo(FILE_LINES_P95);
        assertThat(all()).allMatch(file -> file.lines().size() <= FILE_LINES_MAX);
    }

    @Test
    void methodsFitOnAScreen() {
        var sizes =
                MAIN.stream()
                        .flatMap(file -> file.methods().stream())
                        .map(SourceFile.Method::lines)
                        .sorted()
                        .toList();

        assertThat(at(sizes, 0.95)).as("p95").isLessThanOrEqualTo(METHOD_LINES_P95);
        assertThat(all().flatMap(TidyTest::longMethods)).isEmpty();
    }

    @Test
    void linesFitOnAScreen() {
        assertThat(linesOf(all(), line -> line.length() > LINE_CHARS_MAX)).isEmpty();
    }

    @Test
    void nearlyHalfOfAllTypesAreKnownOnlyToTheirPackage() {
        var types =
                MAIN.stream()
                        .flatMap(file -> file.types().stream())
                        .filter(SourceFile.Type::isTopLevel)
                        .toList();
        double hidden = types.stream().filter(type -> !type.isPublic()).count();

        assertThat(hidden / types.size()).isGreaterThanOrEqualTo(PACKAGE_PRIVATE_LEAST);
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        var silent =
                MAIN.stream()
                        .flatMap(file ->
                                file.types().stream()
                                        .filter(type -> type.isPublic() && !type.hasDoc())
                                        .map(type -> file.name() + ": " + type.name()));

        assertThat(silent).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndHasNoNulls() {
        var folders = MAIN.stream().map(TidyTest::folder).distinct();
        var told =
                MAIN.stream()
                        .filter(SourceFile::isPackageInfo)
                        .filter(SourceFile::hasPackageDoc)
                        .filter(file -> file.packageAnnotations().contains("NullMarked"))
                        .map(TidyTest::folder);

        assertThat(told).containsExactlyInAnyOrderElementsOf(folders.toList());
    }

    @Test
    void timeAndChanceComeFromOutside() {
        var inside = MAIN.stream().filter(file -> !folder(file).contains("/wattsocket/cli"));

        assertThat(linesOf(MAIN.stream(), UNTESTABLE.asPredicate())).isEmpty();
        assertThat(linesOf(inside, CLOCK.asPredicate())).isEmpty();
    }

    @Test
    void testsWaitForWhatTheyWaitFor() {
        var sleepy = TEST.stream().filter(file -> !isThis(file));

        assertThat(linesOf(sleepy, line -> line.contains("Thread.sleep("))).isEmpty();
    }

    @Test
    void nothingIsLeftForLaterAndNoTestIsSkipped() {
        var folders = Stream.of("src", "web/src", "web/test", "docs", "config", "examples", "maps");
        var texts =
                folders.flatMap(each -> SourceFile.texts(each, "java", "ts", "tsx", "md", "yaml"))
                        .filter(file -> !file.endsWith("TidyTest.java"));
        var wrong = new ArrayList<String>();
        texts.forEach(file -> {
            String text = SourceFile.read(file);
            if (LEFT_FOR_LATER.matcher(text).find() || SKIPPED.matcher(text).find()) {
                wrong.add(file.toString());
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void theMeasuringItselfIsRight() {
        var file =
                SourceFile.parse(
                        "Sample.java",
                        """
                        package sample;

                        /// Says what it is.
                        public record Sample(int size) {
                            static {
                                System.gc();
                            }

                            @Deprecated
                            void three() {}

                            public interface Bare {}

                            private Runnable four() {
                                return () -> {
                                };
                            }
                        }
                        """);

        assertThat(file.lines()).hasSize(18);
        assertThat(file.methods())
                .containsExactly(
                        new SourceFile.Method("initializer of Sample", 3),
                        new SourceFile.Method("three", 2),
                        new SourceFile.Method("four", 4));
        assertThat(file.types())
                .containsExactly(
                        new SourceFile.Type("Sample", true, true, true),
                        new SourceFile.Type("Bare", false, true, false));
        assertThat(at(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 0.95)).isEqualTo(10);
        assertThat(UNTESTABLE.matcher("var day = LocalDate.now();").find()).isTrue();
        assertThat(CLOCK.matcher("Clock.systemUTC()").find()).isTrue();
        assertThat(SKIPPED.matcher("it.sk" + "ip('later', () => {})").find()).isTrue();
    }

    private static Stream<SourceFile> all() {
        return Stream.concat(MAIN.stream(), TEST.stream());
    }

    private static Stream<String> longMethods(SourceFile file) {
        return file.methods().stream()
                .filter(method -> method.lines() > METHOD_LINES_MAX)
                .map(method -> file.name() + ": " + method);
    }

    private static List<String> linesOf(Stream<SourceFile> files, Predicate<String> wrong) {
        return files.flatMap(file ->
                        file.lines().stream()
                                .filter(wrong)
                                .map(line -> file.name() + ": " + line.strip()))
                .toList();
    }

    private static boolean isThis(SourceFile file) {
        return file.name().endsWith("/TidyTest.java");
    }

    private static String folder(SourceFile file) {
        return file.name().substring(0, file.name().lastIndexOf('/'));
    }

    /// The value below or at which this share of the sorted ones lies.
    private static int at(List<Integer> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
