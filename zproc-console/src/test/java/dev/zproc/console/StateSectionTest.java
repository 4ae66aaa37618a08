package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept and told of changes, however large they are. */
class StateSectionTest {

  private static final Bytes VALUE = Bytes.utf8("value");

  private final ToldEngine engine = new ToldEngine();
  private final Quiet context =
      new Quiet() {
        @Override
        public StateEngine engine() {
          return engine;
        }

        @Override
        public Sign sign() {
          return new Sign(1, engine.revision, 0, 0, 0, 0);
        }
      };
  private final ServerSection server = new ServerSection(context);
  private final StateSection section = new StateSection(context, server);

  @BeforeEach
  void begin() {
    engine.entries =
        IntStream.range(0, 3_000).mapToObj(i -> new Entry(key(i), VALUE, 1, 1)).toList();
    look();
  }

  private static Bytes key(int number) {
    return Keys.key("shop", "key" + number);
  }

  private List<byte[]> look() {
    server.look();
    return section.look();
  }

  private static JsonObject data(byte[] frame) {
    String text = new String(frame, StandardCharsets.UTF_8);
    return JsonParser.parseString(text.substring(text.indexOf("data: ") + 6)).getAsJsonObject();
  }

  @Test
  void keepsNothingOfLargeValuesThatItDoesNotShow() {
    List<WeakReference<Bytes>> values = IntStream.range(0, 50).mapToObj(i -> large()).toList();

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(values).allMatch(value -> value.refersTo(null));
            });
    JsonObject rows = data(look().get(0)).getAsJsonArray("rows").get(0).getAsJsonObject();
    assertThat(rows.get("value").getAsString()).isEqualTo("1048576 bytes");
  }

  private WeakReference<Bytes> large() {
    Bytes value = Bytes.wrap(new byte[1 << 20]);
    engine.tell(List.of(new KeyChange(key(1), value, value)));
    return new WeakReference<>(value);
  }

  @Test
  void whatIsTooMuchIsReadAnewAndSaid() {
    List<KeyChange> many =
        IntStream.range(0, 30_000).mapToObj(i -> new KeyChange(key(i), VALUE, null)).toList();
    for (int i = 0; i < 20; i++) {
      engine.tell(many);
    }
    engine.entries = List.of(new Entry(key(7), VALUE, 1, 21));

    List<byte[]> frames = look();

    assertThat(data(frames.get(0)).get("whole").getAsBoolean()).isTrue();
    assertThat(data(frames.get(0)).getAsJsonArray("rows")).hasSize(1);
    assertThat(new String(frames.get(1), StandardCharsets.UTF_8)).contains("\"fast\":true");
    engine.tell(List.of(new KeyChange(key(7), null, VALUE)));
    assertThat(data(look().get(0)).getAsJsonArray("gone")).hasSize(1);
  }

  @Test
  void aLargeMapIsClearedAtOnceAndTheRowsAloneAreTold() {
    engine.tell(
        IntStream.range(0, 200_000).mapToObj(i -> new KeyChange(key(i), null, VALUE)).toList());

    List<byte[]> frames = look();

    assertThat(frames).hasSize(2).allMatch(frame -> frame.length < 1 << 20);
    JsonObject state = data(frames.get(0));
    assertThat(state.get("whole").getAsBoolean()).isFalse();
    assertThat(state.getAsJsonArray("gone")).hasSize(StateRows.MAX_ROWS);
    assertThat(state.get("more").getAsInt()).isZero();
    assertThat(data(frames.get(1)).getAsJsonArray("rows")).hasSize(200);
  }
}
