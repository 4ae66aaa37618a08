package dev.zproc.cli;

import static dev.zproc.cli.Ran.zproc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.zproc.runtime.BackgroundContext;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command against programs in JVMs of their own. */
class CliIT {

  @TempDir static Path temporary;
  private static final String ORDER = "Order[what=bread, count=2]";

  private static Path folder;
  private static Running open;
  private static Running looking;

  @BeforeAll
  static void startPrograms() throws Exception {
    folder = temporary.resolve("run");
    System.setProperty(RuntimeFolder.PROPERTY, folder.toString());
    open = Running.launched(folder, "control"); // which is called by its program all the same
    looking = new Running(folder);
    open.awaitReady();
    looking.awaitReady();
  }

  @AfterAll
  static void endPrograms() throws Exception {
    System.clearProperty(RuntimeFolder.PROPERTY);
    open.close();
    looking.close();
  }

  private static JsonObject json(Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
    return JsonParser.parseString(ran.out()).getAsJsonObject();
  }

  @Test
  void listsWhatRuns() {
    Ran text = zproc("ps");

    assertThat(text.code()).isZero();
    assertThat(text.lines().get(0)).startsWith("CONTEXT").contains("PROGRAM", "CONTROL");
    assertThat(text.lines())
        .anyMatch(line -> line.startsWith(open.id() + " ") && line.contains(" yes "))
        .anyMatch(line -> line.startsWith(looking.id() + " ") && line.contains(" no "));
    assertThat(zproc("ps", "--json").lines())
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filteredOn(each -> each.get("context").getAsString().equals(open.id()))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.get("program").getAsString()).isEqualTo(ShopProgram.class.getName());
              assertThat(each.get("control").getAsBoolean()).isTrue();
              assertThat(each.get("uri").getAsString()).startsWith("zproc+unix:///");
            });
  }

  @Test
  void sweepsWhatKilledProgramsLeaveAndSaysThatTheyAreDead() throws Exception {
    Running killed = new Running(folder).awaitReady();
    killed.kill();
    assertThat(files()).anyMatch(name -> name.startsWith(killed.id() + "-"));

    Ran dead = zproc("ping", "-c", killed.id());

    assertThat(dead.code()).isEqualTo(ExitCode.NO_CONTEXT);
    assertThat(dead.err()).contains("process " + killed.id(), "has ended without closing");
    assertThat(files()).noneMatch(name -> name.startsWith(killed.id() + "-"));
    assertThat(zproc("ps").lines()).noneMatch(line -> line.startsWith(killed.id() + " "));
    assertThat(zproc("ping", "-c", killed.id()).err())
        .contains("no context is '" + killed.id() + "'", open.id());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shutsBackgroundContextsDownAndNoOthers() throws Exception {
    try (BackgroundContext shelf = BackgroundContext.open("shelf")) {
      assertThat(zproc("ps").lines())
          .anyMatch(line -> line.startsWith(shelf.pid() + " ") && line.contains(" shelf "));
      Ran other = zproc("shutdown", open.id());
      assertThat(other.code()).isEqualTo(ExitCode.DENIED);
      assertThat(other.err()).contains("is not in the background; it ends with its program");

      assertThat(zproc("shutdown", "shelf"))
          .isEqualTo(new Ran(0, "background context 'shelf' has ended\n", ""));

      assertThat(ProcessHandle.of(shelf.pid()).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(files()).noneMatch(name -> name.startsWith("background-"));
    }
    assertThat(zproc("shutdown", "shelf").code()).isEqualTo(ExitCode.NO_CONTEXT);
    assertThat(zproc("ping", "-c", open.id()).code()).isZero();
  }

  private static List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void saysWhichWhereSeveralFit() {
    Ran several = zproc("ping");

    assertThat(several.code()).isEqualTo(ExitCode.NO_CONTEXT);
    assertThat(several.err()).contains("several contexts are open", open.id(), looking.id());
    assertThat(zproc("ping", "-c", "ShopProgram").err())
        .contains("several are called 'ShopProgram'");
    assertThat(zproc("ping", "-c", "zproc.cli.ShopProgram").err())
        .contains("several are called 'zproc.cli.ShopProgram'");
    assertThat(zproc("ping", "-c", "oc.cli.ShopProgram").err()).contains("no context is 'oc.cli");
    assertThat(zproc("ping", "-c", "Nobody").code()).isEqualTo(ExitCode.NO_CONTEXT);
  }

  @Test
  void pings() {
    for (Running each : List.of(open, looking)) {
      Ran text = zproc("ping", "-c", each.id());
      assertThat(text.code()).as(text.err()).isZero();
      assertThat(text.out()).contains("answers in", "server " + each.id(), "revision");
      JsonObject pong = json(zproc("ping", "-c", each.id(), "--json"));
      assertThat(pong.get("serverPid").getAsString()).isEqualTo(each.id());
      assertThat(pong.get("stateBytes").getAsLong()).isPositive();
    }
  }

  @Test
  void tellsWhoWaitsForWhat() {
    String eater = "eat";
    await()
        .untilAsserted(
            () ->
                assertThat(zproc("waits", "-c", looking.id()).lines())
                    .anyMatch(
                        line ->
                            line.startsWith(eater)
                                && line.contains("cookies > 5 && open")
                                && line.contains("shop.cookies = 0, shop.open = false")));
    JsonObject wait = json(zproc("waits", "-c", looking.id(), "--json"));
    assertThat(wait.get("process").getAsString()).isEqualTo(eater);
    assertThat(wait.get("values").getAsJsonObject().get("shop.cookies").getAsInt()).isZero();
  }

  @Test
  void readsTheState() {
    assertThat(get("shop.price")).isEqualTo("3");
    assertThat(get("Shelf.height")).isEqualTo("2000"); // dev.zproc.cli.Shelf
    assertThat(get("shop.motto")).isEqualTo("absent");
    assertThat(get("shop.color")).isEqualTo("RED");
    assertThat(get("shop.names")).isEqualTo("['ann', 'bob']");
    assertThat(get("shop.stock['flour']")).isEqualTo("7");
    assertThat(get("shop.stock[flour]")).isEqualTo("7");
    assertThat(get("shop.last")).as("what the program says").isEqualTo(ORDER);
    assertThat(get("shop.stock")).isEqualTo("shop.stock['flour'] = 7");
    assertThat(get("shop"))
        .contains("shop.cookies = 0", "shop.open = false", "shop.stock['flour'] = 7");
    assertThat(zproc("state", "get", "-c", looking.id()).out().strip())
        .isEqualTo("dev.zproc.cli.Shelf.height = 2000\n" + get("shop"));

    JsonObject last = json(zproc("state", "get", "--json", "-c", looking.id(), "shop.last"));
    JsonObject order = last.get("keys").getAsJsonArray().get(0).getAsJsonObject();
    assertThat(order.get("valueBytes").getAsInt()).isPositive();
    assertThat(order.get("valueText").getAsString()).isEqualTo(ORDER);

    JsonObject all = json(zproc("state", "get", "--json", "-c", looking.id(), "shop.names"));
    JsonObject names = all.get("keys").getAsJsonArray().get(0).getAsJsonObject();
    assertThat(names.get("value").getAsJsonArray()).hasSize(2);
    assertThat(names.get("type").getAsString()).contains("List");
  }

  private static String get(String key) {
    Ran ran = zproc("state", "get", key, "-c", looking.id());
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out().strip();
  }

  @Test
  void saysWhichKeysThereAre() {
    assertBad("shop.cookeis", "namespace 'shop' has no key 'cookeis'; it has cookies, open");
    assertBad("shopp.cookies", "there is no namespace 'shopp'");
    assertBad("cookies", "there is no namespace 'cookies'; did you mean shop.cookies?");
    assertBad("shop.cookies[3]", "shop.cookies is one value as a whole; only a StateMap");
    assertBad("shop.stock[3", "has no ] at its end");
    assertBad("shop.stock[3]", "there is no entry shop.stock['3']");
  }

  private static void assertBad(String key, String why) {
    Ran ran = zproc("state", "get", key, "-c", looking.id());
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_KEY);
    assertThat(ran.err()).contains(why);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void writesWhereThatIsAllowedAndNowhereElse() throws Exception {
    Ran refused = zproc("state", "set", "shop.cookies", "6", "-c", looking.id());
    assertThat(refused.code()).isEqualTo(ExitCode.DENIED);
    assertThat(refused.err()).contains("looking only", "ZProc.open(o -> o.control())");
    assertThat(get("shop.cookies")).isEqualTo("0");

    CompletableFuture<Ran> watching =
        CompletableFuture.supplyAsync(
            () -> zproc("state", "watch", "shop", "--count", "5", "--for", "60s", "-c", open.id()));
    await().until(() -> zproc("waits", "-c", open.id()).out().contains("zproc state watch"));
    assertThat(set("shop.stock[sugar]", "-4"))
        .matches("shop.stock\\['sugar'] *: absent -> -4 \\(revision \\d+\\)");
    assertThat(set("shop.color", "GREEN")).contains("shop.color: absent -> GREEN");
    assertThat(set("shop.cookies", "6")).contains("shop.cookies: absent -> 6");
    assertThat(set("shop.open", "true")).contains("shop.open: absent -> true");

    Ran watched = watching.get();
    assertThat(watched.code()).as(watched.err()).isZero();
    assertThat(watched.lines())
        .map(line -> line.replaceFirst("^[0-9:.]+ #\\d+ ", ""))
        .containsExactly(
            "shop.stock['sugar']: absent -> -4",
            "shop.color: absent -> GREEN",
            "shop.cookies: absent -> 6",
            "shop.open: absent -> true",
            "shop.motto: absent -> 'eaten'"); // the child's answer
    assertThat(zproc("state", "set", "--unset", "shop.stock[sugar]", "-c", open.id()).out())
        .contains("shop.stock['sugar']: -4 -> absent");
    assertThat(zproc("state", "get", "shop.stock[sugar]", "-c", open.id()).code())
        .isEqualTo(ExitCode.BAD_KEY);
    // Nothing of us is left there.
    assertThat(zproc("waits", "-c", open.id()).out()).doesNotContain("state watch");
  }

  private static String set(String key, String value) {
    Ran ran = zproc("state", "set", key, value, "-c", open.id());
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out().strip();
  }

  @Test
  void refusesValuesThatDoNotFit() {
    assertUnfit("shop.price", "much", "is an int, and 'much' is none: give a whole number from -2");
    assertUnfit("shop.price", "3000000000", "is an int");
    assertUnfit("shop.open", "yes", "give true or false");
    assertUnfit("shop.color", "BLUE", "give one of RED, GREEN");
    assertUnfit("shop.names", "carl", "the program's own classes are needed");
    assertUnfit("shop.stock", "3", "is not one key");
    assertUnfit("shop", "3", "is not one key");
    assertThat(zproc("state", "get", "shop.color", "-c", open.id()).out()).doesNotContain("BLUE");
    assertThat(zproc("state", "set", "shop.price", "-c", open.id()).code())
        .isEqualTo(ExitCode.USAGE);
  }

  private static void assertUnfit(String key, String value, String why) {
    Ran ran = zproc("state", "set", key, value, "-c", open.id());
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.BAD_KEY);
    assertThat(ran.err()).contains(why);
  }

  @Test
  void endsAWatchInTime() {
    String[] words = {"state", "watch", "shop.price", "--for", "100ms", "-c", looking.id()};
    assertThat(zproc(words).code()).isZero();
    String[] counted = {"state", "watch", "--count=1", "--for", "100ms", "-c", looking.id()};
    assertThat(zproc(counted).code()).isEqualTo(ExitCode.TIMED_OUT);
  }

  @Test
  void doesNotWaitForeverForOneThatIsStopped() throws Exception {
    try (Running paused = new Running(folder).awaitReady()) {
      paused.signal("STOP");
      try {
        Ran ran = zproc("ping", "-c", paused.id(), "--timeout", "300ms");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(ran.err()).contains("context " + paused.id());
        Ran dump = zproc("dump", "-c", paused.id(), "--timeout", "300ms");
        assertThat(dump.code()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(dump.out()).contains("\"processes\"", "let us in");
      } finally {
        paused.signal("CONT");
      }
      assertThat(zproc("ping", "-c", paused.id(), "--timeout", "30s").code()).isZero();
    }
  }

  @Test
  void saysThatAServerIsOfAnotherVersion() throws Exception {
    Path socket = temporary.resolve("other");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread answering = new Thread(() -> answerAnotherVersion(server), "other-version");
      answering.start();
      RuntimeFolder.Published published =
          RuntimeFolder.at(folder)
              .publish(
                  ContextRecord.ofThisProcess(
                      "zproc+unix://" + socket,
                      "shop.Other",
                      Map.of(Role.READER, Secret.random())));
      try {
        Ran ran = zproc("ping", "-c", "Other", "--timeout", "30s");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(ran.err()).contains("version 99", "use the same version of zproc");
      } finally {
        published.remove();
      }
    }
  }

  /** Reads a frame, and answers with the one that only tells a version; zproc asks no more then. */
  private static void answerAnotherVersion(ServerSocketChannel server) {
    while (server.isOpen()) {
      try (SocketChannel peer = server.accept()) {
        DataInputStream in = new DataInputStream(Channels.newInputStream(peer));
        in.readFully(new byte[in.readInt()]);
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(peer));
        out.writeInt(8);
        out.writeBytes("zproc\0"); // every version begins so
        out.write(new byte[] {99, 6});
        out.flush();
        in.read();
      } catch (java.io.IOException over) {
        // The next one, or none.
      }
    }
  }

  @Test
  void tellsWhatWasThere() {
    for (int price : new int[] {4, 5, 6}) {
      set("shop.price", "" + price);
    }
    Ran all = zproc("state", "history", "shop.price", "-c", open.id());
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.lines())
        .map(line -> line.replaceFirst("^#\\d+ ", ""))
        .containsExactly("shop.price: absent -> 4", "shop.price: 4 -> 5", "shop.price: 5 -> 6");
    set("shop.price", "3");
    Ran last = zproc("state", "history", "shop.price", "-n", "2", "--json", "-c", open.id());
    assertThat(last.lines())
        .map(line -> JsonParser.parseString(line).getAsJsonObject().get("value").getAsInt())
        .containsExactly(6, 3);
    assertThat(zproc("state", "history", "shop.last", "-c", open.id()).out())
        .endsWith("shop.last: absent -> " + ORDER + System.lineSeparator());
    assertThat(zproc("state", "history", "Shelf.height", "-n", "1", "-c", open.id()).out())
        .contains("1999 -> 2000");
    assertThat(zproc("state", "history", "Shelf.height", "-n", "9999", "-c", open.id()).lines())
        .hasSize(2000);
  }

  @Test
  void showsTheProcesses() {
    await()
        .untilAsserted(
            () ->
                assertThat(zproc("tree", "-c", looking.id()).lines())
                    .anyMatch(line -> line.startsWith(looking.id() + " ") && line.contains("MiB"))
                    .anyMatch(line -> line.startsWith("└ ") && line.contains(" eat ")));
    List<JsonObject> tree =
        zproc("tree", "--json", "-c", looking.id())
            .out()
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertThat(tree.get(0).get("mainClass").getAsString()).isEqualTo(ShopProgram.class.getName());
    assertThat(tree.get(1).get("parent").getAsString()).isEqualTo(looking.id());
    assertThat(tree.get(1).get("mainClass").getAsString()).endsWith("ShopProgram_EatMain");
    ProcessHandle child = ProcessHandle.of(tree.get(1).get("pid").getAsLong()).orElseThrow();
    assertThat(child.parent()).map(ProcessHandle::pid).hasValue(Long.valueOf(looking.id()));
  }

  @Test
  void showsAllAtOnceAndAgain() {
    Ran top = zproc("top", "-n", "2", "--every", "50ms", "-c", looking.id());
    assertThat(top.code()).as(top.err()).isZero();
    assertThat(top.lines()).filteredOn(line -> line.contains("commits/s")).hasSize(2);
    assertThat(top.out())
        .contains("ShopProgram_EatMain", "cookies > 5 && open")
        .doesNotContain("\033");
    JsonObject json = json(zproc("top", "-n", "1", "--json", "-c", looking.id()));
    assertThat(json.get("processes").getAsJsonArray()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void dumpsAllButSecretsAndValues() throws Exception {
    Ran dump = zproc("dump", "-c", looking.id());
    JsonObject json = json(dump);
    assertThat(json.keySet())
        .contains("zproc", "java", "context", "processes", "server", "waits", "keys", "problems");
    assertThat(json.get("problems").getAsJsonArray()).isEmpty();
    assertThat(dump.out())
        .contains("shop.names", "java.util.List<java.lang.String>", "shop.stock[...]")
        .doesNotContain("bob", "flour", "secret");
    assertThat(zproc("dump", "--values", "-c", looking.id()).out()).contains("bob", "flour");
  }

  @Test
  void printsWhatTheCompilerHasWritten() throws Exception {
    Path classes =
        Path.of(ShopProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Ran pages = zproc("topology", classes.toString());
    assertThat(pages.code()).as(pages.err()).isZero();
    assertThat(pages.out()).contains("ShopProgram", "eat", "cookies > 5 && open");
    assertThat(zproc("topology", temporary.toString()).code()).isEqualTo(ExitCode.USAGE);
    assertThat(zproc("topology", "/nowhere").err()).contains("/nowhere is no folder and no jar");
  }

  @Test
  void printsNoSecret() throws Exception {
    StringBuilder printed = new StringBuilder();
    for (String[] words :
        List.of(
            new String[] {"ps", "--json"},
            new String[] {"ps"},
            new String[] {"ping", "-c", open.id()},
            new String[] {"waits", "--json", "-c", open.id()},
            new String[] {"dump", "--values", "-c", open.id()},
            new String[] {"tree", "--json", "-c", open.id()},
            new String[] {"state", "get", "--json", "-c", open.id()})) {
      Ran ran = zproc(words);
      printed.append(ran.out()).append(ran.err());
    }
    int secrets = 0;
    for (String name : files()) {
      for (String line : Files.readAllLines(folder.resolve(name))) {
        if (line.startsWith("secret.")) {
          secrets++;
          assertThat(printed).doesNotContain(line.substring(line.indexOf(' ') + 1));
        }
      }
    }
    assertThat(secrets).isGreaterThanOrEqualTo(3);
  }
}
