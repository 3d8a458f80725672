package dev.wattsocket;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.VOLATILE;
import static com.tngtech.archunit.lang.conditions.ArchConditions.notHaveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Who may know whom. A package knows only packages below it; a technology stays in its room.
final class ArchitectureTest {
    private static final String ROOT = "dev.wattsocket";

    private static final String PAGE = SourceFile.read(Path.of("ARCHITECTURE.md"));

    /// Where a technology may be spoken of; what is not listed here may be anywhere.
    private static final Map<String, String> ROOMS =
            Map.ofEntries(
                    Map.entry("io.vertx", "server"),
                    Map.entry("io.netty", "server"),
                    Map.entry("io.micrometer", "server"),
                    Map.entry(
                            "tools.jackson",
                            "cli cli.transfer cli.files server ingest.json tariff.json"),
                    Map.entry("de.siegmar.fastcsv", "cli.files ingest.csv table"),
                    Map.entry("org.apache", "table"),
                    Map.entry("java.sql", "catalog store.sqlite store.postgres postgres"),
                    Map.entry("org.postgresql", "store.postgres postgres catalog"),
                    Map.entry("com.zaxxer.hikari", "postgres"),
                    Map.entry("io.lettuce", "bus.redis"),
                    Map.entry("io.questdb", "store.questdb"),
                    Map.entry("javax.xml", "ingest.entsoe"),
                    Map.entry("java.net.http", "cli.transfer"),
                    Map.entry("picocli", "cli cli.transfer"),
                    Map.entry("me.tongfei", "cli.transfer"));

    private static final Set<String> SAYS_NOTHING =
            Set.of("util", "utils", "common", "impl", "service", "manager", "helper");

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void theArrowsBetweenPackagesAreTheseAndNoOthers() {
        assertThat(drawn()).containsExactlyEntriesOf(listed());
    }

    @Test
    void everyArrowPointsDown() {
        var downwards = List.copyOf(listed().keySet());

        listed().forEach((from, all) ->
                assertThat(all)
                        .as("what %s knows", from)
                        .allMatch(to -> downwards.indexOf(to) > downwards.indexOf(from)));
    }

    @Test
    void noPackagesGoRoundInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void aTechnologyStaysInItsRoom() {
        ROOMS.forEach((technology, rooms) -> {
            String[] allowed =
                    Arrays.stream(rooms.split(" "))
                            .map(room -> ROOT + "." + room)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideOutsideOfPackages(allowed)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(technology + "..")
                    .check(PROGRAM);
        });
    }

    @Test
    void theModelStandsOnTheJavaLanguageAlone() {
        var ground = JavaClass.Predicates.resideInAnyPackage(ROOT + ".model", "org.jspecify..");
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".model")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.not(ground.or(ArchitectureTest.inModule("java.base"))))
                .check(PROGRAM);
    }

    @Test
    void modelMeteringAndTariffHaveNoClockNoFilesAndNoThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".model", ROOT + ".metering", ROOT + ".tariff")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio..", "java.net..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Thread.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(System.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(java.time.InstantSource.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(java.time.Clock.class.getName())
                .orShould()
                .callCodeUnitWhere(describe("asks the time", call -> isNow(call.getTarget())))
                .check(PROGRAM);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(ROOT + ".model", ROOT + ".metering", ROOT + ".tariff")
                .should(notHaveModifier(SYNCHRONIZED))
                .check(PROGRAM);
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(ROOT + ".model", ROOT + ".metering", ROOT + ".tariff")
                .should(notHaveModifier(VOLATILE))
                .check(PROGRAM);
    }

    @Test
    void nothingIsCalledByANameThatSaysNothing() {
        var wrong = new TreeSet<String>();
        for (var each : PROGRAM) {
            var parts = List.of(each.getPackageName().split("\\."));
            if (parts.stream().anyMatch(SAYS_NOTHING::contains)
                    || each.getSimpleName().matches(".*(Impl|Utils?|Manager|Helper|Service)")) {
                wrong.add(each.getName());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsPublicIsUsedByAnotherPackage() {
        var used = new TreeSet<String>();
        for (var user : new ClassFileImporter().importPackages(ROOT)) {
            for (var arrow : user.getDirectDependenciesFromSelf()) {
                if (!arrow.getTargetClass().getPackageName().equals(user.getPackageName())) {
                    used.add(topLevel(arrow.getTargetClass().getBaseComponentType().getName()));
                }
            }
        }
        var idle =
                PROGRAM.stream()
                        .filter(each -> each.isTopLevelClass())
                        .filter(each -> each.getModifiers().contains(PUBLIC))
                        .map(JavaClass::getName)
                        .filter(each -> !used.contains(each));

        assertThat(idle).containsExactly(Main.class.getName());
    }

    @Test
    void everyDependencyHasItsReason() {
        String pom = SourceFile.read(Path.of("pom.xml"));
        String packages = SourceFile.read(Path.of("web/package.json"));
        var used =
                found(
                        "\"([@/\\w-]+)\": \"\\d",
                        packages.substring(packages.indexOf("dependencies")));
        String own = pom.substring(pom.indexOf("</dependencyManagement>"));
        used.addAll(found("<dependency>\\s*<groupId>.*\\s*<artifactId>(.*)</artifactId>", own));
        used.addAll(found("<artifactItem>\\s*<groupId>.*\\s*<artifactId>(.*)</artifactId>", own));
        var reasons = new TreeSet<String>();
        PAGE.substring(PAGE.indexOf("## Dependencies"), PAGE.indexOf("## Checks"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> reasons.addAll(found("`([^`]+)`", line.split("\\|", -1)[1])));

        assertThat(reasons).isEqualTo(used);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String topLevel(String name) {
        return name.split("\\$", 2)[0];
    }

    private static boolean isNow(CodeUnitCallTarget target) {
        return target.getName().equals("now") && target.getOwner().getName().startsWith("java.");
    }

    private static DescribedPredicate<JavaClass> inModule(String module) {
        return describe(
                "of " + module,
                each ->
                        each.isPrimitive()
                                || each.isArray()
                                || (each.getName().startsWith("java.")
                                        && module.equals(each.reflect().getModule().getName())));
    }

    /// Each package with all that it knows, from the top of the house down, as ARCHITECTURE.md
    /// says.
    private static Map<String, Set<String>> listed() {
        String begin = "```arrows\n";
        int from = PAGE.indexOf(begin) + begin.length();
        var arrows = new LinkedHashMap<String, Set<String>>();
        PAGE.substring(from, PAGE.indexOf("```", from))
                .lines()
                .forEach(line -> {
                    var words = List.of(line.split(" +"));
                    arrows.put(words.getFirst(), new TreeSet<>(words.subList(1, words.size())));
                });
        return arrows;
    }

    /// The arrows as they are, in the order of the list; packages that it lacks come last.
    private static Map<String, Set<String>> drawn() {
        var known =
                PROGRAM.stream()
                        .collect(
                                Collectors.groupingBy(
                                        each -> name(each.getPackageName()),
                                        Collectors.flatMapping(
                                                each -> knownBy(each).stream(),
                                                Collectors.toCollection(TreeSet::new))));
        var arrows = new LinkedHashMap<String, Set<String>>();
        for (var name : listed().keySet()) {
            if (known.containsKey(name)) {
                arrows.put(name, known.remove(name));
            }
        }
        arrows.putAll(known);
        return arrows;
    }

    private static Set<String> knownBy(JavaClass origin) {
        return origin.getDirectDependenciesFromSelf().stream()
                .map(arrow -> arrow.getTargetClass().getBaseComponentType().getPackageName())
                .filter(target -> target.startsWith(ROOT))
                .filter(target -> !target.equals(origin.getPackageName()))
                .map(ArchitectureTest::name)
                .collect(Collectors.toSet());
    }

    private static String name(String packageName) {
        return packageName.equals(ROOT) ? "Main" : packageName.substring(ROOT.length() + 1);
    }
}
