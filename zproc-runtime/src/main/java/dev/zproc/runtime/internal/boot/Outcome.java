package dev.zproc.runtime.internal.boot;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the method of a child ended, as the child itself tells it; written and read by both sides.
 *
 * <p>Threads: immutable.
 */
public sealed interface Outcome {

  /** It returned; {@code result} is encoded, and null if there is none. */
  record Returned(@Nullable Bytes result) implements Outcome {}

  /**
   * It threw.
   *
   * @param classes the binary names of the exception's class and its superclasses, in this order
   */
  record Threw(ChildEnd.Threw end, List<String> classes) implements Outcome {}

  /** It threw {@code ProcessExit}. */
  record Exited(int code) implements Outcome {}

  /** It threw the {@code SignalException} that a signal had become. */
  record Signalled(ChildEnd.Signalled end) implements Outcome {}

  /** The longest text of an exception or stack that is sent, in characters; the rest is cut off. */
  int LONGEST_TEXT = 256 << 10;

  /** The outcome as bytes. */
  default Bytes encode() {
    if (this instanceof Returned returned) {
      Bytes result = returned.result();
      return result == null
          ? Bytes.wrap(new byte[] {'N'})
          : Bytes.wrap(new byte[] {'R'}).concat(result);
    }
    if (this instanceof Threw threw) {
      byte[] name = utf8(String.join("\n", threw.classes()));
      byte[] message = threw.end().message() == null ? null : utf8(threw.end().message());
      byte[] stack = utf8(threw.end().stack());
      ByteBuffer out =
          ByteBuffer.allocate(
              9 + name.length + (message == null ? 0 : message.length) + stack.length);
      out.put((byte) 'T').putInt(name.length).put(name);
      out.putInt(message == null ? -1 : message.length);
      if (message != null) {
        out.put(message);
      }
      return Bytes.wrap(out.put(stack).array());
    }
    if (this instanceof Signalled signalled) {
      byte[] name = utf8(signalled.end().signalName());
      ByteBuffer out = ByteBuffer.allocate(5 + name.length).put((byte) 'S');
      return Bytes.wrap(out.putInt(signalled.end().signal()).put(name).array());
    }
    return Bytes.wrap(
        ByteBuffer.allocate(5).put((byte) 'E').putInt(((Exited) this).code()).array());
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Outcome decode(Bytes bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes.shared());
      byte kind = in.get();
      return switch (kind) {
        case 'N' -> new Returned(null);
        case 'R' -> new Returned(bytes.from(1));
        case 'E' -> new Exited(in.getInt());
        case 'S' -> {
          int signal = in.getInt();
          yield new Signalled(new ChildEnd.Signalled(signal, text(in, in.remaining())));
        }
        case 'T' -> {
          List<String> classes = List.of(text(in, in.getInt()).split("\n"));
          int length = in.getInt();
          String message = length < 0 ? null : text(in, length);
          yield new Threw(
              new ChildEnd.Threw(classes.get(0), message, text(in, in.remaining())), classes);
        }
        default -> throw new IllegalArgumentException("no outcome begins with " + kind);
      };
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("an outcome ends too early", e);
    }
  }

  private static byte[] utf8(String text) {
    String kept =
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "\n\t… cut off";
    return kept.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer in, int length) {
    String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
