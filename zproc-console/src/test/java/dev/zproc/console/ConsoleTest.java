package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is served, over real sockets; without a browser. */
class ConsoleTest {

  private ZProc zproc;
  private URI console;
  private ShopState shop;

  @BeforeEach
  void open() {
    zproc = ZProc.open(o -> o.console());
    console = zproc.console().orElseThrow();
    shop = ShopState.of(zproc);
  }

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void listensOnLoopbackAlone() throws Exception {
    assertThat(InetAddress.getByName(console.getHost()).isLoopbackAddress()).isTrue();
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress other : others) {
      assertThatThrownBy(() -> new Socket(other, console.getPort()).close())
          .as("%s", other)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void servesThePageAndItsFilesToWhoKnowsTheAddress() throws Exception {
    String page = Page.get(console, "");
    assertThat(Page.status(page)).isEqualTo(200);
    assertThat(page)
        .containsIgnoringCase("content-type: text/html")
        .contains("default-src 'none'", "no-referrer", "nosniff")
        .containsIgnoringCase("cache-control: no-store")
        .doesNotContainIgnoringCase("access-control-allow")
        .doesNotContain("<style", "style=", "onclick");
    assertThat(page.replaceAll("(?s)<script type=\"module\" src=\"main.js\"></script>", ""))
        .doesNotContain("<script");
    for (String file : List.of("main.js", "console.css", "state.js", "icon.svg")) {
      assertThat(Page.status(Page.get(console, file))).as(file).isEqualTo(200);
    }
    assertThat(Page.status(Page.get(console, "../module-info.class"))).isEqualTo(404);
    assertThat(Page.status(Page.get(console, "package-info.class"))).isEqualTo(404);
    String path = console.getPath().substring(0, console.getPath().length() - 1);
    assertThat(Page.ask(console, "GET", path, Page.host(console))).contains("308", path + "/");
  }

  @Test
  void nothingIsSaidWithoutTheTokenOrByAnotherName() throws Exception {
    for (String name : List.of("", "events", "main.js", "past?revision=1")) {
      assertThat(Page.ask(console, "GET", "/" + name, Page.host(console)))
          .as(name)
          .contains("404 Not Found")
          .doesNotContain(console.getPath(), "zproc");
      String rebound = "Host: evil.example:" + console.getPort();
      assertThat(Page.status(Page.ask(console, "GET", console.getPath() + name, rebound)))
          .as(name)
          .isEqualTo(421);
      assertThat(
              Page.status(
                  Page.ask(
                      console,
                      "GET",
                      console.getPath() + name,
                      Page.host(console),
                      "Origin: http://evil.example")))
          .as(name)
          .isEqualTo(403);
    }
    assertThat(Page.status(Page.ask(console, "POST", console.getPath(), Page.host(console))))
        .isEqualTo(405);
  }

  @Test
  void tellsTheStateAsItIsAndAsItWas() throws Exception {
    shop.cookies().set(1);
    long then = shop.meta().newestRevision();
    shop.orders().put("<b>", 7);
    try (Page.Events events = new Page.Events(console)) {
      await().until(() -> row(events, "shop.cookies") != null);
      assertThat(row(events, "shop.cookies").get("value").getAsString()).isEqualTo("1");
      assertThat(row(events, "shop.cookies").get("revision").getAsLong()).isEqualTo(then);
      assertThat(row(events, "shop.price").get("value").getAsString()).isEqualTo("3");
      assertThat(row(events, "shop.price").get("revision").getAsLong()).isZero();
      assertThat(row(events, "shop.orders['<b>']").get("value").getAsString()).isEqualTo("7");
      shop.cookies().set(42);
      await()
          .untilAsserted(
              () -> {
                JsonObject change = last(events.newest("changes"));
                assertThat(change.get("key").getAsString()).isEqualTo("shop.cookies");
                assertThat(change.get("before").getAsString()).isEqualTo("1");
                assertThat(change.get("after").getAsString()).isEqualTo("42");
              });
      await()
          .untilAsserted(
              () ->
                  assertThat(events.newest("server").get("revision").getAsLong())
                      .isEqualTo(shop.meta().newestRevision()));
    }
    String past = Page.get(console, "past?revision=" + then);
    assertThat(past).contains("\"shop.cookies\",\"value\":\"1\"").doesNotContain("orders['");
    assertThat(Page.get(console, "past?revision=999999")).contains("no such revision");
    assertThat(Page.get(console, "past?revision=x")).contains("is no revision");
    assertThat(Page.get(console, "past")).contains("is no revision");
  }

  @Test
  void aRushOfChangesIsSkippedAndSaid() throws Exception {
    try (Page.Events events = new Page.Events(console)) {
      await().until(() -> events.newest("state") != null);
      for (int i = 1; i <= 20_000; i++) {
        shop.cookies().async().set(i);
      }
      shop.cookies().async().get().join();
      await()
          .untilAsserted(
              () -> {
                assertThat(row(events, "shop.cookies").get("value").getAsString())
                    .isEqualTo("20000");
                assertThat(events.hasTold("\"fast\":true")).isTrue();
              });
    }
  }

  @Test
  void looksOnlyWhileSomebodyDoes() throws Exception {
    // What the test before has looked at is gone soon.
    await().untilAsserted(() -> assertThat(threads()).doesNotContain("zproc-console"));
    assertThat(zproc.waits()).isEmpty();
    try (Page.Events events = new Page.Events(console)) {
      await().until(() -> events.newest("state") != null);
      assertThat(zproc.waits()).hasSize(1);
      assertThat(events.newest("waits").getAsJsonArray("rows")).isEmpty();
    }
    await().untilAsserted(() -> assertThat(zproc.waits()).isEmpty());
    await().untilAsserted(() -> assertThat(threads()).doesNotContain("zproc-console"));
    shop.cookies().set(1);
    try (Page.Events events = new Page.Events(console)) {
      await().until(() -> events.hasTold("\"gap\":1,\"fast\":false"));
    }
  }

  @Test
  void manyWhoSayNothingKeepNobodyOutForLong() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = Page.connect(console);
        socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.UTF_8));
        idle.add(socket);
      }
      assertThat(threads().stream().filter(name -> name.startsWith("zproc-console-http")).count())
          .isLessThanOrEqualTo(32);
      shop.cookies().set(5); // the program does not notice
    } finally {
      for (Socket each : idle) {
        each.close();
      }
    }
    await().untilAsserted(() -> assertThat(Page.status(Page.get(console, ""))).isEqualTo(200));
  }

  @Test
  void endsWithTheContext() throws Exception {
    try (Page.Events events = new Page.Events(console)) {
      await().until(() -> events.newest("state") != null);
      zproc.close();
      await().until(events::isOver);
    }
    assertThatThrownBy(() -> Page.connect(console).close()).isInstanceOf(IOException.class);
    await()
        .untilAsserted(
            () -> assertThat(threads()).noneMatch(name -> name.startsWith("zproc-console")));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> ZProc.open(o -> o.console(c -> c.port(taken.getLocalPort()))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private static JsonObject row(Page.Events events, String key) {
    JsonObject state = events.newest("state");
    if (state != null) {
      for (JsonElement each : state.getAsJsonArray("rows")) {
        if (each.getAsJsonObject().get("key").getAsString().equals(key)) {
          return each.getAsJsonObject();
        }
      }
    }
    return null;
  }

  private static JsonObject last(JsonObject list) {
    var rows = list.getAsJsonArray("rows");
    assertThat(rows.size()).as("changes").isPositive();
    return rows.get(rows.size() - 1).getAsJsonObject();
  }
}
