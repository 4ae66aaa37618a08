package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

  private static final String HOST = "127.0.0.1:4711";

  private final Token token = Token.random();
  private final Gate gate = new Gate(token, Set.of(HOST, "localhost:4711"));
  private final Headers headers = new Headers();

  private int refusal(String method, String path) {
    return gate.look(method, path, headers).refusal();
  }

  @Test
  void letsInWhoKnowsTheToken() {
    headers.set("Host", HOST);
    assertThat(gate.look("GET", "/" + token.reveal() + "/", headers))
        .isEqualTo(new Gate.Wanted(0, ""));
    assertThat(gate.look("GET", "/" + token.reveal() + "/main.js", headers))
        .isEqualTo(new Gate.Wanted(0, "main.js"));
    assertThat(gate.look("GET", "/" + token.reveal(), headers)).isEqualTo(new Gate.Wanted(0, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "/main.js", "/events", "/a/../", "/%2e/", "*"})
  void knowsNobodyElse(String path) {
    headers.set("Host", HOST);
    assertThat(refusal("GET", path)).isEqualTo(404);
  }

  @Test
  void aTokenIsWholeAndExact() {
    headers.set("Host", HOST);
    String own = token.reveal();
    assertThat(own).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(Token.random().reveal());
    assertThat(refusal("GET", "/" + own.substring(1) + "/")).isEqualTo(404);
    assertThat(refusal("GET", "/" + own.substring(0, 31) + "/")).isEqualTo(404);
    assertThat(refusal("GET", "/" + own + "x/")).isEqualTo(404);
    assertThat(refusal("GET", "/" + own.substring(0, 31) + "é/")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:4711", "127.0.0.1", "127.0.0.1:4712", "localhost", "[::1]:4711"})
  void answersToItsOwnNamesAlone(String host) {
    headers.set("Host", host);
    assertThat(refusal("GET", "/" + token.reveal() + "/")).isEqualTo(421);
  }

  @Test
  void isCalledWhatBrowsersWrite() throws Exception {
    InetAddress v6 = InetAddress.getByName("::1");
    InetAddress v4 = InetAddress.getByName("127.0.0.1");
    assertThat(HttpConsole.names(v6, 4711))
        .containsExactlyInAnyOrder("[::1]:4711", "localhost:4711");
    assertThat(HttpConsole.names(v4, 4711)).containsExactlyInAnyOrder(HOST, "localhost:4711");
    assertThat(HttpConsole.names(v4, 80))
        .containsExactlyInAnyOrder("127.0.0.1:80", "127.0.0.1", "localhost:80", "localhost");
    assertThat(HttpConsole.names(v6, 80)).contains("[::1]", "[::1]:80", "localhost");
  }

  @Test
  void needsOneName() {
    assertThat(refusal("GET", "/" + token.reveal() + "/")).isEqualTo(421);
    headers.add("Host", HOST);
    headers.add("Host", HOST);
    assertThat(refusal("GET", "/" + token.reveal() + "/")).isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE"})
  void isReadOnly(String method) {
    headers.set("Host", HOST);
    assertThat(refusal(method, "/" + token.reveal() + "/")).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example,,,403",
    "http://127.0.0.1:4712,,,403",
    "null,,,403",
    "http://127.0.0.1:4711,same-origin,empty,0",
    ",cross-site,script,403",
    ",same-site,empty,403",
    ",cross-site,document,0",
    ",none,document,0"
  })
  void noPageOfAnotherOriginReadsIt(String origin, String site, String destination, int refusal) {
    headers.set("Host", HOST);
    if (origin != null) {
      headers.set("Origin", origin);
    }
    if (site != null) {
      headers.set("Sec-Fetch-Site", site);
      headers.set("Sec-Fetch-Dest", destination);
    }
    assertThat(refusal("GET", "/" + token.reveal() + "/events")).isEqualTo(refusal);
  }
}
