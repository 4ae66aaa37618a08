package dev.zproc.benchmarks.jmh;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Values and their bytes, as users meet them: a call encodes its arguments, and the process that
 * keeps the state decodes what it reads, with no other process in between.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Codec {

  private static final Order ORDER =
      new Order(4711, "Ada Lovelace", 19.5, 3, List.of("chocolate", "nuts", "cinnamon"));

  private final ZProc zproc = ZProc.open();
  private final Codec_ShelfState shelf = Codec_ShelfState.of(zproc);
  private byte[] serialized = {};

  /** A value. */
  record Order(long id, String customer, double price, int count, List<String> toppings)
      implements Serializable {}

  /** Where one is kept. */
  @dev.zproc.State
  interface Shelf {
    @Nullable Order order();
  }

  @ChildProcess
  static void take(Order order) {
    Objects.requireNonNull(order);
  }

  /** Puts the value where it is read. */
  @Setup
  public void fill() throws IOException {
    shelf.order().set(ORDER);
    serialized = encodedByJava();
  }

  /** Ends what the setup began. */
  @TearDown
  public void close() {
    zproc.close();
  }

  /** The value to bytes. */
  @Benchmark
  public Call<?> encoded() {
    return CodecLauncher.take(ORDER);
  }

  /** The bytes to a value. */
  @Benchmark
  public @Nullable Order decoded() {
    return shelf.order().get();
  }

  /** The value to bytes, by the JDK. */
  @Benchmark
  public byte[] encodedByJava() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(ORDER);
    }
    return bytes.toByteArray();
  }

  /** The bytes to a value, by the JDK. */
  @Benchmark
  public Object decodedByJava() throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialized))) {
      return in.readObject();
    }
  }
}
