package dev.zproc.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/protocol.md says, held against the code. */
class ProtocolTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `(\\w+)` \\|(.*)\\|$");

  /** The last column of a row. */
  private static final Pattern EXAMPLES = Pattern.compile("`([a-z-]+)`");

  private record Row(int kind, String cells) {}

  private static String section(String title) throws IOException {
    String document = Files.readString(Path.of("..", "docs", "protocol.md"));
    String[] parts = document.split("(?m)^## ");
    for (String part : parts) {
      if (part.startsWith(title + "\n")) {
        return part;
      }
    }
    throw new AssertionError("no section is called " + title);
  }

  private static Map<String, Row> rows(String title) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(section(title));
    while (row.find()) {
      rows.put(row.group(2), new Row(Integer.parseInt(row.group(1)), row.group(3)));
    }
    return rows;
  }

  /** Checks that the rows are those of {@code samples}, with the kinds that their bytes have. */
  private static void check(
      String title, String prefix, Map<String, ?> samples, Map<String, byte[]> bytes, int skipped)
      throws IOException {
    Map<String, Row> rows = rows(title);
    Map<String, Set<String>> examples = new TreeMap<>();
    samples.forEach(
        (name, sample) -> {
          String kind = sample.getClass().getSimpleName();
          examples.computeIfAbsent(kind, k -> new TreeSet<>()).add(prefix + name);
          WireReader in = new WireReader(bytes.get(prefix + name));
          for (int i = 0; i < skipped; i++) {
            in.varint();
          }
          assertThat(rows).containsKey(kind);
          assertThat(in.u8()).as(kind).isEqualTo(rows.get(kind).kind());
        });
    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(examples.keySet());
    rows.forEach(
        (kind, row) -> {
          Set<String> named = new TreeSet<>();
          String last = row.cells().substring(row.cells().lastIndexOf('|') + 1);
          EXAMPLES.matcher(last).results().forEach(each -> named.add(each.group(1)));
          assertThat(named).as(kind).isEqualTo(examples.get(kind));
        });
  }

  @Test
  void thePageHasEveryMessageWithItsNumberAndExamples() throws IOException {
    check("Requests", "request-", Samples.requests(), Samples.asked(), 2);
    check("Replies", "reply-", Samples.replies(), Samples.said(), 2);
    check("Pushes", "push-", Samples.pushes(), Samples.said(), 2);
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    Samples.greeted().forEach((name, bytes) -> kinds.put(name, new byte[] {bytes[7]}));
    check("Greetings", "greeting-", Samples.greetings(), kinds, 0);
  }

  @Test
  void thePageSaysWhatBecomesOfARequestOnTheNextConnection() throws IOException {
    Map<String, Row> rows = rows("Requests");
    Map<String, Set<String>> retries = new TreeMap<>();
    for (Request request : Samples.requests().values()) {
      String name = request.getClass().getSimpleName();
      retries
          .computeIfAbsent(name, none -> new TreeSet<>())
          .add(request.retry().name().toLowerCase(Locale.ROOT));
      String[] cells = rows.get(name).cells().split("\\|");
      assertThat(cells[1].strip().equals("none")).as(name).isEqualTo(!request.answered());
    }
    retries.forEach(
        (name, words) ->
            assertThat(rows.get(name).cells().split("\\|")[2].strip())
                .as(name)
                .isEqualTo(String.join(" or ", words)));
    Map<String, Row> pushes = rows("Pushes");
    for (Push push : Samples.pushes().values()) {
      String name = push.getClass().getSimpleName();
      assertThat(pushes.get(name).cells().contains("| yes |")).as(name).isEqualTo(push.kept());
    }
  }

  @Test
  void everyExampleIsNamedOnThePageAndEveryNameIsAnExample() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "protocol.md"));
    Set<String> named = new TreeSet<>();
    Pattern name =
        Pattern.compile(
            "`((?:request|reply|push|greeting|derived|outcome|swarm|task-end)-[a-z-]+)`");
    name.matcher(document).results().forEach(each -> named.add(each.group(1)));
    named.addAll(Set.of("frame", "welcome", "boot-frame"));
    assertThat(Goldens.names()).isEqualTo(named);
    assertThat(document).contains("`frame`", "`welcome`", "`boot-frame`");
  }

  @Test
  void aFrameIsATokenANumberAndAStreamOfRecords() {
    FrameCutter cutter = new FrameCutter(0x0123456789abcdefL);
    cutter.add(new WireWriter().u8(1));
    cutter.add(new WireWriter().u8(2).u8(3));
    Goldens.check("frame", cutter.next());
  }

  @Test
  void proofsAndTokensAreDerivedFromTheSecret() {
    Secret secret = Secret.of(Samples.filled(5));
    Handshake keys = new Handshake(secret, 6, Samples.filled(1), Samples.filled(2));
    Goldens.check("derived-child-secret", secret.child(7).reveal());
    Goldens.check("derived-guest-secret", secret.guest(7, 77).reveal());
    Goldens.check("derived-server-proof", keys.serverProof());
    Goldens.check("derived-client-proof", keys.clientProof(77, 1L << 40));
    Goldens.check("derived-token-to-server", token(keys.tokenToServer()));
    Goldens.check("derived-token-to-client", token(keys.tokenToClient()));
  }

  private static byte[] token(long token) {
    return ByteBuffer.allocate(8).putLong(token).array();
  }
}
