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
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the packages of ARCHITECTURE.md to the arrows drawn there. */
class ArchitectureTest {

  private static final String ROOT = "dev.zproc.runtime";

  /** What each package may use, besides itself, the failures and the annotations. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry(
              "", // the public API wires the parts, so it may use all of them
              Set.of(
                  ".state",
                  ".spi",
                  ".internal.child",
                  ".internal.process",
                  ".internal.signal",
                  ".internal.jfr",
                  ".internal.client",
                  ".internal.server",
                  ".internal.engine",
                  ".internal.store",
                  ".internal.transport",
                  ".internal.wire",
                  ".internal.codec")),
          Map.entry(
              ".state",
              Set.of(
                  ".spi",
                  ".internal.engine",
                  ".internal.codec",
                  ".internal.signal",
                  ".internal.jfr")),
          Map.entry(".spi", Set.of(".internal.codec")),
          Map.entry(".failure", Set.of()),
          Map.entry(
              ".internal.child",
              Set.of(
                  ".state",
                  ".spi",
                  ".internal.client",
                  ".internal.process",
                  ".internal.codec",
                  ".internal.signal",
                  ".internal.engine")),
          Map.entry(".internal.process", Set.of(".internal.engine", ".internal.signal")),
          Map.entry(".internal.signal", Set.of()),
          Map.entry(".internal.jfr", Set.of()),
          Map.entry(
              ".internal.client",
              Set.of(".internal.engine", ".internal.wire", ".internal.transport")),
          Map.entry(
              ".internal.server",
              Set.of(
                  ".internal.engine", ".internal.store", ".internal.wire", ".internal.transport")),
          Map.entry(".internal.transport", Set.of()),
          Map.entry(".internal.store", Set.of(".internal.engine")),
          Map.entry(".internal.wire", Set.of(".internal.engine")),
          Map.entry(".internal.engine", Set.of()),
          Map.entry(".internal.codec", Set.of(".internal.engine", ".spi")));

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
          .filter(to -> !suffix(to).equals(suffix(from)) && !suffix(to).equals(".failure"))
          .filter(to -> !allowed.contains(suffix(to)))
          .forEach(to -> forbidden.add(from.getName() + " uses " + to.getName()));
    }
    assertThat(forbidden).isEmpty();
  }

  private static String suffix(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  @Test
  void packagesBelowTheApiHaveNoCycles() {
    slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles().check(CLASSES);
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
      assertThat(ModuleDescriptor.read(file).exports())
          .allMatch(export -> !export.isQualified())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactlyInAnyOrderElementsOf(
              ARROWS.keySet().stream()
                  .filter(name -> !name.startsWith(".internal"))
                  .map(ROOT::concat)
                  .toList());
    }
  }

  @Test
  void noFileOfMainCodeHasMoreThan400Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (String module :
        List.of("zproc-annotations", "zproc-processor", "zproc-runtime", "samples")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
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
}
