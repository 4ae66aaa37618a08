package com.acme.bakery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.pantry.PantryState;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.state.Accessor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Real applications, with real children. */
class ZProcAutoConfigurationIT {

  private static ConfigurableApplicationContext start(Class<?>... sources) {
    return new SpringApplicationBuilder(sources)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .run();
  }

  @Test
  void childrenAndStatesAreThoseOfTheApplication() {
    Child<Integer> hungry;
    HealthIndicator health;
    try (ConfigurableApplicationContext application = start(BakeryApplication.class)) {
      BakeryApplication.Counter counter = application.getBean(BakeryApplication.Counter.class);
      Child<Integer> eater = counter.serve(5);
      counter.bakery.cookies().set(7);

      assertThat(eater.join(Duration.ofSeconds(60))).isEqualTo(2);

      health = application.getBean(HealthIndicator.class);
      hungry = counter.serve(100);
      Health up = health.health();
      assertThat(up.getStatus()).isEqualTo(Status.UP);
      assertThat(up.getDetails())
          .containsEntry("children", 1)
          .containsEntry("server", ProcessHandle.current().pid())
          .containsKey("revision");
    }
    assertThat(hungry.end()).isInstanceOf(ChildEnd.Stopped.class);
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
  }

  /** Each has seen what it has seen. */
  @Test
  void everyUserHasAnAccessorOfItsOwn() {
    try (ConfigurableApplicationContext application = start(BakeryApplication.class)) {
      BakeryApplication_BakeryState one = application.getBean(BakeryApplication_BakeryState.class);
      BakeryApplication_BakeryState other =
          application.getBean(BakeryApplication_BakeryState.class);

      one.cookies().set(3);

      assertThat(one).isNotSameAs(other);
      assertThat(other.cookies().get()).isEqualTo(3);
    }
  }

  /** As the goal process-aot of Spring Boot's plugin does it. */
  @Test
  void theirCodeIsWrittenAheadOfTime() {
    InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
    DefaultGenerationContext generation =
        new DefaultGenerationContext(
            new ClassNameGenerator(ClassName.get(BakeryApplication.class)), files);
    try (AnnotationConfigApplicationContext application =
        new AnnotationConfigApplicationContext()) {
      application.register(BakeryApplication.class);

      new ApplicationContextAotGenerator().processAheadOfTime(application, generation);
      generation.writeGeneratedContent();
    }

    assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet())
        .filteredOn(name -> name.contains("BakeryApplication_BakeryState"))
        .singleElement()
        .satisfies(
            name ->
                assertThat(files.getGeneratedFileContent(GeneratedFiles.Kind.SOURCE, name))
                    .contains("BakeryApplication_BakeryState.of("));
  }

  /** Not found by a scan, but for the test that names it. */
  static class OfTheUser {

    static final ZProc MINE = ZProc.open(o -> o.maxSessions(17));

    @Bean
    ZProc mine() {
      return MINE;
    }
  }

  @Test
  void aContextOfTheUsersIsTaken() {
    try (ConfigurableApplicationContext application =
        start(BakeryApplication.class, OfTheUser.class)) {
      assertThat(application.getBeansOfType(ZProc.class)).containsOnlyKeys("mine");
      assertThat(application.getBean(BakeryApplication.Counter.class).zproc)
          .isSameAs(OfTheUser.MINE);
    }
    assertThatThrownBy(OfTheUser.MINE::ping).isInstanceOf(ContextClosedException.class);
  }

  @EnableAutoConfiguration
  static class OfThisPackage {}

  @EnableAutoConfiguration
  @AutoConfigurationPackage(basePackages = {"com.acme.bakery", "com.acme.pantry"})
  static class OfBoth {}

  @Test
  void accessorsAreThoseOfTheApplicationsPackagesAndOfThoseItNames() {
    try (ConfigurableApplicationContext application = start(OfThisPackage.class)) {
      assertThat(application.getBeanNamesForType(Accessor.class))
          .containsExactly(BakeryApplication_BakeryState.class.getName());
    }
    try (ConfigurableApplicationContext application = start(OfBoth.class)) {
      application.getBean(PantryState.class).jars().set(3);

      assertThat(application.getBean(PantryState.class).jars().get()).isEqualTo(3);
      assertThat(application.getBeanNamesForType(BakeryApplication_BakeryState.class)).hasSize(1);
    }
  }

  /** Not found by a scan, as the other. */
  static class OfAnotherNamespace {

    @Bean
    BakeryApplication_BakeryState annex(ZProc zproc) {
      return BakeryApplication_BakeryState.of(zproc, "annex");
    }
  }

  @Test
  void anAccessorOfTheUsersIsTaken() {
    try (ConfigurableApplicationContext application =
        start(BakeryApplication.class, OfAnotherNamespace.class)) {
      BakeryApplication.Counter counter = application.getBean(BakeryApplication.Counter.class);
      counter.bakery.cookies().set(2);

      assertThat(BakeryApplication_BakeryState.of(counter.zproc, "annex").cookies().get())
          .isEqualTo(2);
    }
  }
}
