package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.SwarmReport;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The page in a real browser, compared with what the program and the system say. */
class BrowserIT {

  private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\">";

  private static Browser browser;
  private static RemoteWebDriver driver;

  private ZProc zproc;
  private ShopState shop;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    driver = browser.driver;
  }

  @AfterAll
  static void quit() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    zproc = ZProc.open(o -> o.console());
    shop = ShopState.of(zproc);
  }

  @AfterEach
  void close() {
    zproc.close();
  }

  private void look() {
    driver.get(zproc.console().orElseThrow().toString());
    await().untilAsserted(() -> assertThat(text("#link")).isEqualTo("live"));
  }

  /** What an expression of JavaScript is worth. */
  private static Object js(String expression, Object... arguments) {
    return driver.executeScript("return " + expression, arguments);
  }

  private static String text(String selector) {
    return (String) js("document.querySelector(arguments[0])?.textContent", selector);
  }

  /** The texts of the cells of a row of a table; null if there is none. */
  @SuppressWarnings("unchecked")
  private static List<String> cells(String rows, String data, Object value) {
    return (List<String>)
        js(
            "(row => row ? [...row.cells].map(cell => cell.textContent) : null)([...document"
                + ".querySelectorAll(arguments[0] + ' tr')].find(row => row.dataset[arguments[1]]"
                + " === String(arguments[2])))",
            rows,
            data,
            value);
  }

  private static List<String> process(long pid) {
    return cells("#processes-rows", "pid", pid);
  }

  @SuppressWarnings("unchecked")
  private static List<String> all(String expression) {
    return (List<String>) js(expression);
  }

  private static long residentKib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + pid, "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  @Test
  void processesWaitsAndEventsAreThoseOfTheProgram() throws Exception {
    Child<Void> bake = zproc.spawn(StaffLauncher.bake());
    Child<Void> eat = zproc.spawn(StaffLauncher.eat(100));
    Child<Void> lead = zproc.spawn(StaffLauncher.lead());
    Child<Void> stumble = zproc.spawn(StaffLauncher.stumble());
    look();
    await().until(() -> bake.status() == ChildStatus.RUNNING && stumble.restarts() == 1);
    await().until(() -> eat.status() == ChildStatus.WAITING);
    await().until(() -> lead.status() == ChildStatus.RUNNING);

    // The tree: who there is, where, what of it the system says.
    for (Child<?> child : List.of(bake, eat, lead, stumble)) {
      await().until(() -> process(child.pid()) != null);
      await()
          .untilAsserted(
              () ->
                  assertThat(process(child.pid()))
                      .satisfies(
                          row -> {
                            assertThat(row.get(0)).contains(child.name(), child.call().toString());
                            assertThat(row.get(1)).isEqualToIgnoringCase(child.status().name());
                            assertThat(row.get(2)).isEqualTo("" + child.pid());
                          }));
    }
    long below =
        await()
            .until(
                () ->
                    ProcessHandle.of(lead.pid())
                        .flatMap(parent -> parent.children().findFirst())
                        .map(ProcessHandle::pid)
                        .orElse(0L),
                pid -> pid != 0 && process(pid) != null);
    assertThat(process(below).get(0)).contains("bake", "child of a child");
    assertThat(process(ProcessHandle.current().pid()).get(0)).contains("this context");
    assertThat(
            (Long)
                js(
                    "[...document.querySelectorAll('#processes-rows tr')].findIndex(row =>"
                        + " row.dataset.pid === String(arguments[0]))",
                    below))
        .as("a child stands right below its parent")
        .isEqualTo(
            (Long)
                    js(
                        "[...document.querySelectorAll('#processes-rows tr')].findIndex(row =>"
                            + " row.dataset.pid === String(arguments[0]))",
                        lead.pid())
                + 1);
    await()
        .untilAsserted(
            () ->
                assertThat(shownPids())
                    .containsAll(
                        Fixtures.descendants().stream()
                            .map(ProcessHandle::pid)
                            .filter(pid -> pid != below)
                            .collect(Collectors.toSet())));
    await()
        .untilAsserted(
            () -> {
              double shown = mebibytes(process(bake.pid()).get(3));
              assertThat(shown).isCloseTo(residentKib(bake.pid()) / 1024.0, within(shown / 4));
            });
    assertThat(process(stumble.pid()).get(6)).isEqualTo("1");

    // One process alone, with the waits that are its own.
    CompletableFuture<Void> root =
        CompletableFuture.runAsync(() -> shop.await(shop.price().equalTo(4)));
    await().untilAsserted(() -> assertThat(waiting()).contains("root", "bake", "lead/bake"));
    choose(below);
    assertThat(waiting()).containsExactly("lead/bake");
    choose(lead.pid());
    assertThat(waiting()).containsExactly("lead/bake");
    choose(bake.pid());
    assertThat(waiting()).containsExactly("bake");
    choose(ProcessHandle.current().pid());
    assertThat(waiting()).containsExactly("root");
    shop.price().set(4);
    root.join();
    await()
        .untilAsserted(() -> assertThat(text("#waits-none")).isEqualTo("root waits for nothing."));
    type(Keys.ESCAPE);
    assertThat(waiting()).contains("bake", "lead/bake");

    // The wait, with the value of now.
    shop.cookies().set(7);
    await()
        .untilAsserted(
            () ->
                assertThat(text("#waits-rows"))
                    .contains("eat waits for cookies > 100", "shop.cookies = 7"));
    assertThat(zproc.waits()).anyMatch(wait -> wait.what().startsWith("cookies > 100"));
    shop.cookies().set(101);
    await().untilAsserted(() -> assertThat(text("#waits-rows")).doesNotContain("cookies > 100"));
    await().untilAsserted(() -> assertThat(process(eat.pid()).get(1)).isEqualTo("running"));

    // The events, and the bars that are drawn of them.
    await()
        .untilAsserted(
            () ->
                assertThat(
                        all(
                            "[...document.querySelector('[data-child=\"stumble\"] .track')"
                                + ".children].map(piece => piece.className || piece.textContent)"))
                    .containsSubsequence("start", "run", "backoff", "start", "run"));
    assertThat(
            all(
                "[...document.querySelector('[data-child=\"eat\"] .track').children].map(piece =>"
                    + " piece.className)"))
        .containsExactly("start", "wait", "run");
    Number waited =
        (Number)
            js(
                "(track => track.querySelector('.wait').getBoundingClientRect().width /"
                    + " track.getBoundingClientRect().width * 60000)(document"
                    + ".querySelector('[data-child=\"eat\"] .track'))");
    assertThat(waited.doubleValue()).as("ms of a minute").isBetween(50.0, 60_000.0);
    long killed = bake.pid();
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    await()
        .untilAsserted(
            () ->
                assertThat(text("#events-rows"))
                    .contains("exit (pid " + killed + ")", "was ended by SIGKILL"));
    await().untilAsserted(() -> assertThat(process(killed)).isNull());

    // What a child has said is text, and nothing else.
    assertThat(text("#events-rows")).contains(HOSTILE);
    assertThat(js("window.hacked")).isNull();
    assertThat(js("document.querySelectorAll('main img').length")).isEqualTo(0L);
  }

  /** Presses the name of a process. */
  private static void choose(long pid) {
    driver
        .findElement(By.cssSelector("#processes-rows tr[data-pid='" + pid + "'] button"))
        .sendKeys(Keys.ENTER);
  }

  /** Those who wait, as they are shown. */
  private static List<String> waiting() {
    return all("[...document.querySelectorAll('#waits-rows li b')].map(who => who.textContent)");
  }

  private static Set<Long> shownPids() {
    return all("[...document.querySelectorAll('#processes-rows tr')].map(row => row.dataset.pid)")
        .stream()
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  private static double mebibytes(String size) {
    assertThat(size).endsWith(" MiB");
    return Double.parseDouble(size.substring(0, size.length() - 4));
  }

  @Test
  void statesAreTextAndTravelInTime() {
    shop.cookies().set(1);
    long first = shop.meta().newestRevision();
    look();
    await().untilAsserted(() -> assertThat(state("shop.cookies")).contains("1", "int"));
    assertThat(state("shop.price")).contains("3", "unset");
    shop.cookies().set(2);
    shop.note().set(HOSTILE);
    shop.orders().put("</script><script>window.hacked=1</script>", 1);
    shop.orders().put("a\"'><svg onload=alert(1)>\u202e", 2);
    await().untilAsserted(() -> assertThat(state("shop.note").get(1)).contains(HOSTILE));
    await().untilAsserted(() -> assertThat(text("#state-rows")).contains("</script><script>"));
    await()
        .untilAsserted(
            () -> assertThat(text("#changes-rows")).contains("shop.cookies: 1 → 2", HOSTILE));
    assertThat(js("window.hacked")).isNull();
    assertThat(js("document.querySelectorAll('main img, main svg, main script').length"))
        .isEqualTo(0L);

    // Back to the beginning, by the keyboard alone, and to now again.
    type("4");
    assertThat(js("document.activeElement.id")).isEqualTo("state");
    driver.findElement(By.id("revision")).sendKeys(Keys.HOME);
    await().untilAsserted(() -> assertThat(text("#revision-now")).startsWith("1 of "));
    await().untilAsserted(() -> assertThat(text("#state-count")).startsWith("0 keys"));
    for (int i = 1; i < first; i++) {
      type(Keys.ARROW_RIGHT);
    }
    await().untilAsserted(() -> assertThat(state("shop.cookies")).contains("1", "" + first));
    assertThat(text("#revision-now")).startsWith(first + " of ");
    assertThat(state("shop.note")).contains("unset");
    assertThat(text("#state-rows")).doesNotContain("</script>");
    shop.cookies().set(3);
    await().untilAsserted(() -> assertThat(text("#changes-rows")).contains("shop.cookies: 2 → 3"));
    assertThat(state("shop.cookies").get(1)).as("it stays in the past").isEqualTo("1");
    type(Keys.ESCAPE);
    await().untilAsserted(() -> assertThat(state("shop.cookies").get(1)).isEqualTo("3"));
    assertThat(text("#revision-now")).isEqualTo(shop.meta().newestRevision() + " (now)");

    type("/");
    assertThat(js("document.activeElement.id")).isEqualTo("find");
    type("price");
    await().untilAsserted(() -> assertThat(state("shop.cookies")).isNull());
    assertThat(state("shop.price")).isNotNull();

    Object light = js("getComputedStyle(document.documentElement).backgroundColor");
    driver.findElement(By.id("theme")).click();
    assertThat(js("getComputedStyle(document.documentElement).backgroundColor"))
        .isNotEqualTo(light);
    zproc.close();
    await().untilAsserted(() -> assertThat(text("#link")).startsWith("lost"));
  }

  @Test
  void aPauseThatWasTooLongMissesNothing() {
    shop.cookies().set(1);
    look();
    await().untilAsserted(() -> assertThat(state("shop.cookies")).contains("1"));
    Object kept =
        driver.executeAsyncScript(
            "import(new URL('held.js', location)).then(held => { const kept = new held.Held();"
                + " const add = (name, whole, i) => kept.add(name, { whole, i });"
                + " for (let i = 0; i < 10000; i++) { add('processes', undefined, i); }"
                + " add('state', false, 1); add('state', true, 2); add('changes', false, 3);"
                + " add('state', false, 4); held.limit.frames = 2;"
                + " arguments[0](kept.take().map(([name, data]) => name + data.i)); })");
    assertThat(kept).isEqualTo(List.of("processes9999", "state2", "changes3", "state4"));
    type("p");
    shop.cookies().set(2);
    int price = 10;
    while (!text("#link").startsWith("paused")) {
      shop.price().set(++price);
    }
    assertThat(state("shop.cookies").get(1)).as("it stands still").isEqualTo("1");
    shop.orders().put("late", 1);

    type("p");

    await().untilAsserted(() -> assertThat(state("shop.cookies").get(1)).isEqualTo("2"));
    await().untilAsserted(() -> assertThat(text("#state-rows")).contains("shop.orders['late']"));
    assertThat(state("shop.price").get(1)).isEqualTo("" + price);
    assertThat(text("#link")).isEqualTo("live");
  }

  @Test
  void aLookIntoThePastThatFailsLateSaysNothingOfNow() {
    shop.cookies().set(1);
    shop.cookies().set(2);
    look();
    await().untilAsserted(() -> assertThat(state("shop.cookies")).contains("2"));
    driver.executeScript(
        "const before = window.fetch; window.fetch = () => new Promise((done, fail) => {"
            + " window.fail = () => { window.fetch = before; fail(new Error('late')); }; });");
    driver.findElement(By.id("revision")).sendKeys(Keys.HOME);
    await().until(() -> js("typeof window.fail").equals("function"));
    type(Keys.ESCAPE);
    await().untilAsserted(() -> assertThat(text("#revision-now")).endsWith("(now)"));

    driver.executeAsyncScript("window.fail(); setTimeout(arguments[0], 0)");

    assertThat(text("#state-note")).isEmpty();
    assertThat(text("#revision-now")).endsWith("(now)");
    assertThat(state("shop.cookies")).contains("2");
  }

  @Test
  void drawsNoMoreProcessesThanPeopleRead() {
    look();
    // Again where the page's own server has told another story in between.
    await().untilAsserted(BrowserIT::drawMany);
    await().untilAsserted(BrowserIT::drawLongAgo);
  }

  private static void drawMany() {
    driver.executeAsyncScript(
        "import(new URL('timeline.js', location)).then(timeline => {"
            + " const rows = [...Array(150).keys()].map(number => ({ number, kind: number < 3 ? 'run'"
            + " : 'exit', time: Date.now(), child: `c${number}`, attempt: 1, pid: 1, text: '' }));"
            + " timeline.tellStory({ whole: true, rows });"
            + " timeline.drawTimeline(Date.now(), { is: () => true }, true); arguments[0](); })");
    assertThat(js("document.querySelectorAll('#bars .lane').length")).isEqualTo(100L);
    assertThat(text("#timeline-count")).isEqualTo("150 processes, 50 more are not drawn");
    assertThat(all("[...document.querySelectorAll('#bars .lane')].map(lane => lane.dataset.child)"))
        .contains("c0", "c2", "c149")
        .doesNotContain("c3");
  }

  private static void drawLongAgo() {
    driver.executeAsyncScript(
        "import(new URL('timeline.js', location)).then(timeline => {"
            + " const event = (child, kind) => ({ number: 1, kind, time: Date.now(), child,"
            + " attempt: 1, pid: 1, text: '' });"
            + " timeline.tellStory({ whole: true, rows: [event('oven', 'run'), event('over', 'run'),"
            + " event('over', 'end')] });"
            + " for (let i = 0; i < 3; i++) { timeline.tellStory({ whole: false,"
            + " rows: Array(500).fill(event('stumble', 'start')) }); }"
            + " timeline.drawTimeline(Date.now(), { is: () => true }, true); arguments[0](); })");
    assertThat(all("[...document.querySelectorAll('#bars .lane')].map(lane => lane.dataset.child)"))
        .as("one that lives is drawn however long ago it began")
        .containsExactly("oven", "stumble");
  }

  @Test
  void swarmsAreAsTheyReport() {
    look();
    assertThat(text("#swarms-none")).contains("No swarm");
    try (Swarm swarm = zproc.swarm(s -> s.workers(2).name("dough"))) {
      List<Integer> kneaded = swarm.map(List.of(1, 2, 3, 4, 5, 6, 7, 300), StaffLauncher::knead);
      assertThat(kneaded).hasSize(8);
      CompletableFuture<Void> burnt = swarm.submit(StaffLauncher.burn());
      await().until(burnt::isCompletedExceptionally);
      CompletableFuture<Integer> underway = swarm.submit(StaffLauncher.knead(60_000));
      await()
          .untilAsserted(
              () -> {
                SwarmReport report = swarm.report();
                assertThat(fact("done")).isEqualTo("" + report.done()).isEqualTo("8");
                assertThat(fact("failed")).isEqualTo("" + report.failed()).isEqualTo("1");
                assertThat(fact("to do")).isEqualTo("1");
                assertThat(fact("at work")).isEqualTo("1");
              });
      assertThat(js("document.querySelector('progress').value")).isEqualTo(9L);
      assertThat(js("document.querySelector('progress').max")).isEqualTo(10L);
      SwarmReport report = swarm.report();
      assertThat(text("#swarms-rows"))
          .contains(report.slowest().get(0).call(), "takes tasks")
          .contains(report.workers().stream().map(worker -> "" + worker.pid()).toList());
      for (SwarmReport.WorkerReport worker : report.workers()) {
        await().until(() -> process(worker.pid()) != null);
        assertThat(process(worker.pid()).get(0)).contains("dough/" + worker.number(), "worker");
      }
      underway.cancel(true);
    }
    await().untilAsserted(() -> assertThat(text("#swarms-rows")).isEmpty());
  }

  private static String fact(String name) {
    return text("#swarms-rows [data-fact=\"" + name + "\"] b");
  }

  /** Those of the guide, made anew with -Dzproc.screenshots=../docs/images. */
  @Test
  @EnabledIfSystemProperty(named = "zproc.screenshots", matches = ".+")
  void screenshotsForTheGuide() throws Exception {
    Path folder = Files.createDirectories(Path.of(System.getProperty("zproc.screenshots")));
    Process demo = Fixtures.start(new ProcessBuilder(Fixtures.java(Demo.class)));
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8))) {
      driver.get(said.readLine());
      await().untilAsserted(() -> assertThat(text("#link")).isEqualTo("live"));
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(text("#bars")).contains("eat", "oven", "stumble"));
      String ready = "[...document.querySelectorAll('.track b.run')].length >= 6";
      await().atMost(Duration.ofMinutes(1)).until(() -> (Boolean) js(ready));
      await()
          .during(Duration.ofSeconds(8))
          .atMost(Duration.ofMinutes(1))
          .until(() -> (Boolean) js(ready));
      for (String theme : List.of("light", "dark")) {
        driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
        Files.write(
            folder.resolve("console-" + theme + ".png"), driver.getScreenshotAs(OutputType.BYTES));
      }
    } finally {
      demo.getOutputStream().close();
      if (!demo.waitFor(30, TimeUnit.SECONDS)) {
        demo.destroyForcibly();
      }
    }
  }

  /** What somebody types, wherever the focus is. */
  private static void type(CharSequence keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  private static List<String> state(String key) {
    return cells("#state-rows", "key", key);
  }
}
