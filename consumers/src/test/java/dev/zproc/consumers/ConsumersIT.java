package dev.zproc.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each project is built with plain Maven, and its program is run as its owner would run it. */
class ConsumersIT {

  private static Consumer single;

  /** Alone, because it fills the repository that the others share. */
  @BeforeAll
  static void buildTheFirst() {
    single = Consumer.copy("single", "Bäckerei am Platz").build("compile");
  }

  @Test
  void runsInAFolderWithASpaceAndANonAsciiLetter() {
    Run run = single.java("", "com.acme.bakery.Bakery");

    assertThat(run.errors()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "Baked[cake=Cake[customer=Zoë, toppings=[Fruit[name=cherry]]]]",
            "Burnt[culprit=Sugar[grams=500]]",
            "delivered 2, the favourite is Fruit[name=fig]",
            "Burnt[culprit=Sugar[grams=500]]");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void takesStatesFromAnotherModuleOfTheBuild() {
    Run run =
        Consumer.copy("several", "several").build("compile").java("app", "com.acme.app.Clerk");

    assertThat(run.errors()).isEmpty();
    assertThat(run.lines()).containsExactly("Order[customer=bob, pieces=3]");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void runsChildrenOnTheModulePath() {
    Run run =
        Consumer.copy("modules", "modules")
            .build("compile")
            .javaModule("app", "com.acme.app/com.acme.app.Clerk");

    String order = "Order[customer=ann, lines=[Cake[name=poppy], Coffee[cups=2]]]";
    assertThat(run.errors()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "Report[mood=BUSY, module=module com.acme.app, runtime=module dev.zproc.runtime, path=]",
            order,
            "BUSY",
            "[Report[number=1, module=module com.acme.app],"
                + " Report[number=2, module=module com.acme.app]]",
            "3",
            "true",
            "module com.acme.app, on standby true");
    assertThat(run.exitCode()).isZero();
  }

  /** As Surefire does unless it is told otherwise, where there is a module. */
  @Test
  void runsChildrenOfTestsOnTheModulePath() {
    Run run = Consumer.copy("modules", "tested modules").maven("test");

    assertThat(run.exitCode()).as(() -> String.join("\n", run.lines())).isZero();
    assertThat(run.lines())
        .anyMatch(line -> line.contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"));
  }

  @Test
  void leavesAJeroMqOfTheUserAlone() {
    Consumer courier = Consumer.copy("jeromq", "jeromq").build("compile");

    // Theirs comes first on both paths.
    Run onTheClassPath = courier.java("", "com.acme.courier.Courier");
    assertThat(onTheClassPath.errors()).isEmpty();
    assertThat(onTheClassPath.lines())
        .hasSize(3)
        .startsWith("a letter, please", "here it is")
        .last()
        .asString()
        .startsWith("fetched from unnamed module");
    assertThat(onTheClassPath.exitCode()).isZero();

    Run onTheModulePath = courier.javaModule("", "com.acme.courier/com.acme.courier.Courier");
    assertThat(onTheModulePath.errors()).isEmpty();
    assertThat(onTheModulePath.lines())
        .containsExactly("a letter, please", "here it is", "fetched from module org.zeromq.jeromq");
    assertThat(onTheModulePath.exitCode()).isZero();
  }

  /** The module that keeps the state is found by what it provides; nobody requires it. */
  @Test
  void findsItsStateAgainOnEitherPath() {
    Consumer ledger = Consumer.copy("durable", "durable").build("compile");

    Run onTheClassPath = ledger.java("", "com.acme.ledger.Ledger");
    assertThat(complaints(onTheClassPath)).isEmpty();
    assertThat(onTheClassPath.lines()).containsExactly("20", "40");
    assertThat(onTheClassPath.exitCode()).isZero();

    Run onTheModulePath = ledger.javaModule("", "com.acme.ledger/com.acme.ledger.Ledger");
    assertThat(complaints(onTheModulePath)).isEmpty();
    assertThat(onTheModulePath.lines()).containsExactly("60", "80");
    assertThat(onTheModulePath.exitCode()).isZero();
  }

  /** From Java 24 on, the JVM warns of native code, which docs/guide/durable.md says. */
  private static List<String> complaints(Run run) {
    return run.errors().stream()
        .filter(line -> !line.startsWith("WARNING: ") && !line.isBlank())
        .toList();
  }

  @Test
  void sendsRecordsThatComeFromAJar() {
    Run run = Consumer.copy("records", "records").build("package").java("app", "com.acme.app.Till");

    assertThat(run.errors()).isEmpty();
    assertThat(run.lines())
        .containsExactly("Money[amount=9.99, currency=EUR]", "Money[amount=9.99, currency=EUR]");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void compilesWithEveryWarningAsAnError() {
    Run run =
        Consumer.copy("strict", "strict").build("compile").java("", "com.acme.strict.Inspector");

    assertThat(run.errors()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "{first=[Optional[Cake[customer=ann, toppings=[Sugar[grams=1]]]], Optional.empty]}",
            "2");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void tellsAMistakeOnceAndNothingElse() {
    Run run = Consumer.copy("mistake", "mistake").maven("compile");

    assertThat(run.exitCode()).isEqualTo(1);
    List<String> places = run.lines().stream().filter(line -> line.contains(".java:[")).toList();
    assertThat(places.stream().distinct())
        .singleElement()
        .asString()
        .matches(
            "\\[ERROR] \\S*Kitchen.java:\\[17,12] \\[ZProc/UnknownStateKey] At column 1 of the condition: 'cokies' is no"
                + " key of 'Kitchen.Larder' and no argument. Did you mean 'cookies'\\?");
    assertThat(run.lines()).noneMatch(line -> line.startsWith("[WARNING]"));
    assertThat(run.lines()).noneMatch(line -> line.contains("cannot find symbol"));
  }
}
