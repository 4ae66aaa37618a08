package dev.zproc.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {

  private static final JavaClasses PROCESSOR =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.zproc.processor");

  @Test
  void readersKnowNothingOfWriters() {
    noClasses()
        .that()
        .resideInAnyPackage("..read..", "..type..", "..model..", "..condition..", "..report..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..write..")
        .check(PROCESSOR);
  }

  @Test
  void modelsAndWritersKnowNothingOfJavac() {
    noClasses()
        .that()
        .resideInAnyPackage("..write..", "..model..", "..condition..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("javax.lang.model..", "javax.tools..")
                // JavaPoet speaks of modifiers with javac's enum.
                .and(not(type(Modifier.class)))
                .and(not(type(Modifier[].class))))
        .check(PROCESSOR);
  }

  @Test
  void onlyWritersKnowJavaPoet() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.zproc.processor.write..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.squareup.javapoet..")
        .check(PROCESSOR);
  }

  @Test
  void theProcessorKnowsAnnotationsAndRuntimeByNameOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.zproc", "dev.zproc.runtime..")
        .check(PROCESSOR);
  }

  @Test
  void castsToNothingOfTheCompiler() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun..", "jdk..")
        .check(PROCESSOR);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.zproc.processor.(*)..").should().beFreeOfCycles().check(PROCESSOR);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .check(PROCESSOR);
    assertThat(PROCESSOR.stream().map(JavaClass::getPackageName).distinct())
        .hasSameSizeAs(
            PROCESSOR.stream().filter(c -> c.getSimpleName().equals("package-info")).toList());
  }

  /** Else Gradle would compile everything again after each change. */
  @Test
  void isIsolatingForGradle() throws Exception {
    assertThat(
            Files.readString(
                Path.of("src/main/resources/META-INF/gradle/incremental.annotation.processors")))
        .isEqualTo(ZProcProcessor.class.getName() + ",isolating\n");
  }
}
