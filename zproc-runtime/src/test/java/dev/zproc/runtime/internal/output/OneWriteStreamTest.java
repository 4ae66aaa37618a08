package dev.zproc.runtime.internal.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OneWriteStreamTest {

  private static final String LINE_END = System.lineSeparator();

  private final List<String> writes = new ArrayList<>();

  private final OutputStream system =
      new OutputStream() {
        @Override
        public void write(int b) {
          writes.add(String.valueOf((char) b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          writes.add(new String(bytes, offset, length, UTF_8));
        }
      };

  private final PrintStream out = new OneWriteStream(system, UTF_8);

  static Stream<Arguments> calls() {
    return Stream.of(
        call("true", out -> out.print(true)),
        call("x", out -> out.print('x')),
        call("-7", out -> out.print(-7)),
        call("8", out -> out.print(8L)),
        call("1.5", out -> out.print(1.5f)),
        call("2.5", out -> out.print(2.5)),
        call("ab", out -> out.print(new char[] {'a', 'b'})),
        call("žluť 🐎", out -> out.print("žluť 🐎")),
        call("null", out -> out.print((String) null)),
        call("[1]", out -> out.print((Object) List.of(1))),
        call(LINE_END, PrintStream::println),
        call("true" + LINE_END, out -> out.println(true)),
        call("x" + LINE_END, out -> out.println('x')),
        call("-7" + LINE_END, out -> out.println(-7)),
        call("8" + LINE_END, out -> out.println(8L)),
        call("1.5" + LINE_END, out -> out.println(1.5f)),
        call("2.5" + LINE_END, out -> out.println(2.5)),
        call("ab" + LINE_END, out -> out.println(new char[] {'a', 'b'})),
        call("žluť 🐎" + LINE_END, out -> out.println("žluť 🐎")),
        call("null" + LINE_END, out -> out.println((Object) null)),
        call("[1]" + LINE_END, out -> out.println((Object) List.of(1))),
        call("a: 1" + LINE_END, out -> out.printf("%s: %d%n", "a", 1)),
        call("1,5", out -> out.printf(Locale.GERMAN, "%.1f", 1.5)),
        call("a|b|c\n", out -> out.format("%s|%s|%s\n", "a", "b", "c")),
        call("1.5", out -> out.format((Locale) null, "%.1f", 1.5)),
        call("seq", out -> out.append("seq")),
        call("null", out -> out.append(null)),
        call("eq", out -> out.append("seqs", 1, 3)),
        call("c", out -> out.append('c')),
        call("raw\n", out -> out.write("raw\n".getBytes(UTF_8), 0, 4)),
        call("two\nlines\n", out -> out.print("two\nlines\n")),
        call("x".repeat(100_000) + LINE_END, out -> out.println("x".repeat(100_000))));
  }

  private static Arguments call(String written, Consumer<PrintStream> call) {
    return Arguments.of(written, call);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void writesOnceForEachCall(String written, Consumer<PrintStream> call) {
    call.accept(out);

    assertThat(writes).containsExactly(written);
  }

  @Test
  void knowsEveryMethodOfPrintStreamThatPrints() {
    assertThat(Arrays.stream(PrintStream.class.getMethods()))
        .filteredOn(
            method ->
                List.of("print", "println", "printf", "format", "append")
                    .contains(method.getName()))
        .filteredOn(method -> !method.isBridge() && !method.isSynthetic())
        .allSatisfy(
            method ->
                assertThat(
                        OneWriteStream.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .as("%s", method)
                    .isEqualTo(OneWriteStream.class));
  }

  @Test
  void keepsACharacterTogetherThatComesInHalves() {
    for (char c : "a🐎b".toCharArray()) {
      out.print(c);
    }

    assertThat(writes).containsExactly("a", "🐎", "b");
  }

  @Test
  void keepsSingleBytesUntilTheLineEndsAsTheJdkDoes() {
    out.write('a');
    out.write('\n');

    assertThat(writes).containsExactly("a\n");
  }

  @Test
  void printsInItsCharacterSet() {
    List<byte[]> bytes = new ArrayList<>();
    PrintStream latin =
        new OneWriteStream(
            new OutputStream() {
              @Override
              public void write(int b) {}

              @Override
              public void write(byte[] written, int offset, int length) {
                bytes.add(Arrays.copyOfRange(written, offset, offset + length));
              }
            },
            ISO_8859_1);

    latin.print("ü");

    assertThat(bytes).containsExactly(new byte[] {(byte) 0xFC});
  }
}
