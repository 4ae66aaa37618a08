package dev.zproc.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.testing.Goldens;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every message, and what becomes of bytes that are none. */
class CodecTest {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  static Stream<Arguments> all() {
    Map<String, byte[]> all = new LinkedHashMap<>(Samples.asked());
    all.putAll(Samples.said());
    all.putAll(Samples.greeted());
    return all.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  /** Decodes whatever the name says that it is. */
  private static Object decode(String name, byte[] bytes) {
    if (name.startsWith("request-")) {
      return Envelope.readAsked(new WireReader(bytes));
    }
    if (name.startsWith("greeting-")) {
      Greeting greeting = GreetingCodec.decode(bytes);
      if (greeting == null) {
        throw new ProtocolException("no greeting");
      }
      return greeting;
    }
    return Envelope.readSaid(new WireReader(bytes));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theBytesAreThoseOfTheProtocol(String name, byte[] bytes) {
    Goldens.check(name, bytes);
  }

  @Test
  void everyMessageComesBackAsItWas() {
    Samples.requests()
        .forEach(
            (name, request) -> {
              byte[] bytes = Samples.asked().get("request-" + name);
              Envelope.Asked asked = Envelope.readAsked(new WireReader(bytes));
              assertThat(asked.request()).isEqualTo(request);
              assertThat(asked.number()).isEqualTo(request.answered() ? 300 : 0);
              assertThat(asked.unanswered()).isEqualTo(request.answered() ? 298 : 0);
            });
    Samples.replies()
        .forEach(
            (name, reply) -> {
              byte[] bytes = Samples.said().get("reply-" + name);
              Envelope.Said said = Envelope.readSaid(new WireReader(bytes));
              assertThat(said.reply()).isEqualTo(reply);
              assertThat(said.number()).isEqualTo(300);
            });
    Samples.pushes()
        .forEach(
            (name, push) -> {
              byte[] bytes = Samples.said().get("push-" + name);
              assertThat(Envelope.readSaid(new WireReader(bytes)).push()).isEqualTo(push);
            });
    Samples.greetings()
        .forEach(
            (name, greeting) ->
                assertThat(GreetingCodec.decode(GreetingCodec.encode(greeting)))
                    .usingRecursiveComparison()
                    .isEqualTo(greeting));
  }

  @Test
  void everyKindHasASample() {
    assertThat(kinds(Request.class)).isEqualTo(kindsOf(Samples.requests()));
    assertThat(kinds(Reply.class)).isEqualTo(kindsOf(Samples.replies()));
    assertThat(kinds(Push.class)).isEqualTo(kindsOf(Samples.pushes()));
    assertThat(kinds(Greeting.class)).isEqualTo(kindsOf(Samples.greetings()));
  }

  private static List<String> kinds(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses()).map(Class::getSimpleName).sorted().toList();
  }

  private static List<String> kindsOf(Map<String, ?> samples) {
    return samples.values().stream()
        .map(each -> each.getClass().getSimpleName())
        .distinct()
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsCutShortOrTooLongIsNoMessage(String name, byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decode(name, cut)).isInstanceOf(ProtocolException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> decode(name, longer)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void aConditionIsNotNestedWithoutEnd() {
    WireWriter deep = new WireWriter().varint(0).varint(0).u8(5).varint(1);
    for (int i = 0; i < 100_000; i++) {
      deep.u8(7);
    }
    assertThatThrownBy(() -> Envelope.readAsked(new WireReader(deep.toByteArray())))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void anotherVersionIsTold() {
    byte[] hello = GreetingCodec.encode(new Greeting.Hello(6, Samples.filled(1)));
    hello[6] = 9;
    assertThat(GreetingCodec.decode(hello)).isEqualTo(new Greeting.OtherVersion(9));
    assertThat(GreetingCodec.decode(Arrays.copyOf(hello, 8)))
        .isEqualTo(new Greeting.OtherVersion(9));
  }

  /** 500,000 inputs, 5 million in full: half random, half a message with some bytes changed. */
  @Test
  void randomBytesAreAMessageOrNoneAndCostLittle() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    Random random = new Random(seed);
    List<Map.Entry<String, byte[]>> samples =
        all().map(each -> Map.entry((String) each.get()[0], (byte[]) each.get()[1])).toList();
    Function<byte[], String> tried =
        bytes -> "seed " + seed + ", input " + HexFormat.of().formatHex(bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    int messages = 0;
    int count = FULL ? 5_000_000 : 500_000;
    for (int i = 0; i < count; i++) {
      Map.Entry<String, byte[]> sample = samples.get(random.nextInt(samples.size()));
      byte[] input = i % 2 == 0 ? noise(random) : changed(sample.getValue(), random);
      long before = threads.getThreadAllocatedBytes(self);
      try {
        decode(sample.getKey(), input);
        messages++;
      } catch (ProtocolException expected) {
        // As it should be.
      } catch (RuntimeException | Error other) {
        throw new AssertionError(tried.apply(input), other);
      }
      long allocated = threads.getThreadAllocatedBytes(self) - before;
      // A few objects for each byte, and an exception; the first of each kind load classes too.
      if (i > 10_000 && allocated > 20_000 + 100L * input.length) {
        throw new AssertionError(allocated + " bytes allocated; " + tried.apply(input));
      }
    }
    System.out.println(messages + " of " + count + " inputs were messages");
    assertThat(messages).isBetween(count / 100, count - count / 100);
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(80)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] changed(byte[] sample, Random random) {
    byte[] changed = sample.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }
}
