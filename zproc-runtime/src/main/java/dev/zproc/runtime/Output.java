package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.output.ConsoleSink;
import dev.zproc.runtime.internal.output.FileSink;
import dev.zproc.runtime.internal.output.LineSink;
import dev.zproc.runtime.internal.output.OutputSink;
import dev.zproc.runtime.internal.output.OutputSinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where what a child prints goes. What comes through this process is drained as fast as its target
 * takes it, and the end of its stderr is kept for the message of its failure.
 */
public final class Output {

  private static final String FILE = "file:";
  private static final String LINES = "LINES";

  /**
   * The default: stdout is this process's own, so that lines of several processes stand in the
   * order in which they were printed; stderr comes through this process's {@link System#err}, so
   * that failures can show its end.
   *
   * <p>A line that a child prints with one call, {@code printf} included, reaches stdout in one
   * piece; a pipe keeps pieces of up to 4 KiB whole.
   *
   * <p>If {@link System#out} has been replaced, as test frameworks do, stdout comes through it too.
   * Lines that come through this process are never mixed; one of more than 64 KiB is split.
   */
  public static final Output INHERIT =
      new Output(
          "INHERIT",
          new OutputSinks.Factory() {
            @Override
            public boolean inheritsOut() {
              return ConsoleSink.outUnlessOwn() == null;
            }

            @Override
            public OutputSinks open(String name) {
              return new OutputSinks(ConsoleSink.outUnlessOwn(), ConsoleSink.err(), () -> {});
            }
          });

  /**
   * Through this process's {@link System#out} and {@link System#err}, byte for byte, with {@code
   * [name]} and a space before each line; the name is coloured if it goes to a terminal, unless the
   * environment says {@code NO_COLOR}.
   */
  public static final Output PREFIXED =
      new Output(
          "PREFIXED",
          name -> new OutputSinks(ConsoleSink.out(name), ConsoleSink.err(name), () -> {}));

  /** Nowhere. */
  public static final Output DISCARD =
      new Output(
          "DISCARD", name -> new OutputSinks(OutputSink.NOWHERE, OutputSink.NOWHERE, () -> {}));

  static {
    ConsoleSink.rememberStreams(); // when the first context is opened, at the latest
  }

  private final String text;
  private final OutputSinks.Factory sinks;
  private final @Nullable Path file;

  private Output(String text, OutputSinks.Factory sinks) {
    this(text, sinks, null);
  }

  private Output(String text, OutputSinks.Factory sinks, @Nullable Path file) {
    this.text = text;
    this.sinks = sinks;
    this.file = file;
  }

  /**
   * To the end of a file, stdout and stderr together, byte for byte. The file is created if it is
   * not there; if it cannot be written, the child fails to start.
   */
  public static Output file(Path path) {
    return new Output("file(" + path + ")", name -> open(path), path);
  }

  /**
   * To {@code listener}, line by line: for test frameworks, logs and user interfaces. It is called
   * by a thread of the stream that the line is from, one line at a time, and by those of other
   * streams and children at the same time. A child that prints faster than the listener takes waits
   * meanwhile. One that throws gets no more of that stream, and a warning says so.
   *
   * <p>A line of more than 64 KiB comes in parts. What a child's own children print to its streams
   * comes as its.
   */
  public static Output lines(Consumer<? super OutputLine> listener) {
    Objects.requireNonNull(listener, "listener");
    return new Output(
        LINES,
        name ->
            new OutputSinks(
                LineSink.out((text) -> listener.accept(new OutputLine(name, false, text))),
                LineSink.err((text) -> listener.accept(new OutputLine(name, true, text))),
                () -> {}));
  }

  /**
   * As another process of this machine can be told it, for {@link #named}.
   *
   * @throws IllegalArgumentException if it cannot
   */
  String reference() {
    if (text.equals(LINES)) {
      throw new IllegalArgumentException(
          "lines(…) calls code of this process, and a child of a background context outlives it;"
              + " use file(…) there");
    }
    return file == null ? text : FILE + file.toAbsolutePath();
  }

  /** What {@link #reference} has told; what is this process's own there is this one's own here. */
  static Output named(String reference) {
    if (reference.startsWith(FILE)) {
      return file(Path.of(reference.substring(FILE.length())));
    }
    return Stream.of(INHERIT, PREFIXED, DISCARD)
        .filter(output -> output.text.equals(reference))
        .findFirst()
        .orElseThrow(() -> new ProtocolException("no output is called " + reference));
  }

  OutputSinks.Factory sinks() {
    return sinks;
  }

  /** Whether stdout is this process's own, as things are now. */
  boolean inheritsOut() {
    return sinks.inheritsOut();
  }

  @Override
  public String toString() {
    return text;
  }

  private static OutputSinks open(Path path) throws IOException {
    FileSink file = FileSink.open(path);
    return new OutputSinks(
        file,
        file,
        () -> {
          try {
            file.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
