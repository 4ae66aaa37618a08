package dev.zproc.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the packages of ARCHITECTURE.md to the arrows drawn there. */
class ArchitectureTest {

  private static final String ROOT = "dev.zproc.runtime";

  /** What each package may use, besides itself, the ground floor and the annotations. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry(
              "", // the public API wires the parts, so it may use all of them
              Set.of(
                  ".state",
                  ".spi",
                  ".internal.access",
                  ".internal.child",
                  ".internal.supervision",
                  ".internal.standby",
                  ".internal.console",
                  ".internal.process",
                  ".internal.archive",
                  ".internal.output",
                  ".internal.boot",
                  ".internal.signal",
                  ".internal.ssh",
                  ".internal.jfr",
                  ".internal.schema",
                  ".internal.wait",
                  ".internal.client",
                  ".internal.server",
                  ".internal.journal",
                  ".internal.swarm",
                  ".internal.engine",
                  ".internal.store",
                  ".internal.transport",
                  ".internal.wire",
                  ".internal.codec")),
          Map.entry(".child", Set.of()),
          Map.entry(
              ".state",
              Set.of(
                  ".spi",
                  ".internal.schema",
                  ".internal.wait",
                  ".internal.engine",
                  ".internal.codec",
                  ".internal.signal")),
          Map.entry(".spi", Set.of(".internal.codec", ".internal.engine")),
          Map.entry(".failure", Set.of()),
          Map.entry(
              ".internal.child",
              Set.of(
                  ".internal.schema",
                  ".spi",
                  ".internal.client",
                  ".internal.boot",
                  ".internal.output",
                  ".internal.codec",
                  ".internal.signal",
                  ".internal.engine")),
          Map.entry(
              ".internal.supervision",
              Set.of(
                  ".internal.process",
                  ".internal.ssh",
                  ".internal.output",
                  ".internal.boot",
                  ".internal.client",
                  ".internal.wire",
                  ".internal.engine")),
          Map.entry(".internal.console", Set.of(".internal.engine")),
          Map.entry(".internal.standby", Set.of(".internal.process")),
          Map.entry(
              ".internal.swarm",
              Set.of(
                  ".spi",
                  ".internal.child",
                  ".internal.boot",
                  ".internal.jfr",
                  ".internal.engine",
                  ".internal.wire",
                  ".internal.transport")),
          Map.entry(
              ".internal.process",
              Set.of(".internal.archive", ".internal.ssh", ".internal.output", ".internal.boot")),
          Map.entry(".internal.ssh", Set.of()),
          Map.entry(".internal.archive", Set.of()),
          Map.entry(".internal.access", Set.of(".internal.wire")),
          Map.entry(".internal.boot", Set.of(".internal.engine", ".internal.signal")),
          Map.entry(".internal.output", Set.of()),
          Map.entry(
              ".internal.schema",
              Set.of(".spi", ".internal.wait", ".internal.engine", ".internal.codec")),
          Map.entry(
              ".internal.wait", Set.of(".internal.engine", ".internal.signal", ".internal.jfr")),
          Map.entry(".internal.signal", Set.of()),
          Map.entry(".internal.jfr", Set.of()),
          Map.entry(
              ".internal.client",
              Set.of(".internal.engine", ".internal.wire", ".internal.transport")),
          Map.entry(
              ".internal.server",
              Set.of(
                  ".internal.engine",
                  ".internal.journal",
                  ".internal.store",
                  ".internal.wire",
                  ".internal.transport")),
          Map.entry(".internal.journal", Set.of(".internal.engine")),
          Map.entry(".internal.transport", Set.of()),
          Map.entry(".internal.store", Set.of(".internal.engine")),
          Map.entry(".internal.wire", Set.of(".internal.engine")),
          Map.entry(".internal.engine", Set.of()),
          Map.entry(".internal.codec", Set.of(".internal.engine")));

  /** What every package may use: the words for children and their ends, and the failures. */
  private static final Set<String> GROUND = Set.of(".child", ".failure");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesUseOnlyWhatIsBelowThem() {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      Set<String> allowed = ARROWS.get(suffix(from));
      assertThat(allowed).as("arrows of %s", from.getPackageName()).isNotNull();
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(to -> to.getPackageName().startsWith(ROOT))
          .filter(to -> !suffix(to).equals(suffix(from)) && !GROUND.contains(suffix(to)))
          .filter(to -> !allowed.contains(suffix(to)))
          .forEach(to -> forbidden.add(from.getName() + " uses " + to.getName()));
    }
    assertThat(forbidden).isEmpty();
  }

  private static String suffix(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  /**
   * What only javadoc needs leaves no trace in class files, but a reader follows it all the same.
   */
  @Test
  void importsFollowTheArrowsToo() throws IOException {
    Pattern line =
        Pattern.compile("(?m)^import (?:static )?dev\\.zproc\\.runtime([a-z.]*)\\.[A-Z]");
    Set<String> forbidden = new TreeSet<>();
    Path root = Path.of("src", "main", "java", "dev", "zproc", "runtime");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String folder = root.relativize(file.getParent()).toString();
        String from = folder.isEmpty() ? "" : "." + folder.replace(File.separatorChar, '.');
        line.matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .filter(to -> !to.equals(from) && !GROUND.contains(to))
            .filter(to -> !ARROWS.get(from).contains(to))
            .forEach(to -> forbidden.add(file.getFileName() + " imports from " + ROOT + to));
      }
    }
    assertThat(forbidden).isEmpty();
  }

  /** The root package is a slice as any other: nothing below it knows it. */
  @Test
  void packagesHaveNoCycles() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(ROOT + suffix(type))
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages of the runtime";
              }
            })
        .should()
        .beFreeOfCycles()
        // The one exception: generated code extends what codecs read, and gets its codecs there.
        .ignoreDependency(
            resideInAPackage(ROOT + ".internal.codec"), resideInAPackage(ROOT + ".spi"))
        .check(CLASSES);
  }

  /** So that a name alone says which class is meant. */
  @Test
  void everySimpleNameIsThereOnce() {
    Map<String, Set<String>> packages = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        packages
            .computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
            .add(type.getPackageName());
      }
    }
    packages.keySet().removeAll(Set.of("Change", "Condition", "History")); // of the state's classes
    assertThat(packages).allSatisfy((name, where) -> assertThat(where).as(name).hasSize(1));
  }

  @Test
  void theStoreIsPure() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal.store")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.zproc.jeromq..")
                .or(resideInAPackage("com.esotericsoftware.."))
                .or(resideInAPackage("java.net.."))
                .or(resideInAPackage("java.nio.channels.."))
                .or(resideInAPackage("java.time.."))
                .or(resideInAPackage("java.util.concurrent.locks.."))
                .or(
                    JavaClass.Predicates.belongToAnyOf(
                        Thread.class, java.util.concurrent.Executor.class)))
        .check(CLASSES);
  }

  @Test
  void socketsAreTheTransportsAlone() {
    noClasses()
        .that(resideOutsideOfPackage(ROOT + ".internal.transport"))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.zproc.jeromq.."))
        .check(CLASSES);
  }

  @Test
  void oneClassStartsProcesses() {
    Set<String> users = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      type.getDirectDependenciesFromSelf().stream()
          .filter(dependency -> dependency.getTargetClass().isEquivalentTo(ProcessBuilder.class))
          .forEach(dependency -> users.add(type.getName()));
    }
    assertThat(users).containsExactly(ROOT + ".internal.process.Forker");
  }

  @Test
  void nobodyLogsThroughJavaUtilLogging() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("java.util.logging.."))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(CLASSES);
    assertThat(ARROWS.keySet())
        .allSatisfy(
            suffix -> assertThat(CLASSES.contain(ROOT + suffix + ".package-info")).isTrue());
  }

  /** On the module path a user sees the API, and nothing else. */
  @Test
  void theModuleExportsWhatIsNotInternal() throws IOException {
    try (InputStream file =
        Files.newInputStream(Path.of("target", "classes", "module-info.class"))) {
      Set<ModuleDescriptor.Exports> exports = ModuleDescriptor.read(file).exports();
      assertThat(exports)
          .filteredOn(ModuleDescriptor.Exports::isQualified)
          .allMatch(
              export ->
                  Set.of("dev.zproc.console", "dev.zproc.durable", "dev.zproc.etcd")
                      .containsAll(export.targets()))
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactlyInAnyOrder(
              ROOT + ".internal.console",
              ROOT + ".internal.engine",
              ROOT + ".internal.journal",
              ROOT + ".internal.schema");
      assertThat(exports)
          .filteredOn(export -> !export.isQualified())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactlyInAnyOrderElementsOf(
              ARROWS.keySet().stream()
                  .filter(name -> !name.startsWith(".internal"))
                  .map(ROOT::concat)
                  .toList());
    }
  }

  /** With TestNG on the class path AssertJ throws that library's exception, a failure for JUnit. */
  @Test
  void testsAssumeByJUnitAlone() throws IOException {
    Pattern assertj = Pattern.compile("org\\.assertj\\.core\\.api\\.\\w*Assumptions?\\b");
    List<String> users = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.toString().contains(File.separator + "target" + File.separator))
              .toList()) {
        seen++;
        if (assertj.matcher(Files.readString(file)).find()) {
          users.add(file.toString());
        }
      }
    }
    assertThat(seen).as("files of all modules").isGreaterThan(500);
    assertThat(users).as("use org.junit.jupiter.api.Assumptions instead").isEmpty();
  }

  @Test
  void noFileOfMainCodeHasMoreThan400Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve(Path.of("src", "main")))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          try (Stream<String> lines = Files.lines(file)) {
            if (lines.count() > 400) {
              tooLong.add(file.toString());
            }
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  /** The folders of all modules that have main code. */
  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      List<Path> modules =
          folders
              .filter(folder -> Files.exists(folder.resolve("pom.xml")))
              .filter(folder -> Files.isDirectory(folder.resolve(Path.of("src", "main"))))
              .toList();
      assertThat(modules)
          .extracting(module -> module.getFileName().toString())
          .contains("zproc-cli", "zproc-runtime", "zproc-spring-boot-starter", "samples");
      return modules;
    }
  }
}
