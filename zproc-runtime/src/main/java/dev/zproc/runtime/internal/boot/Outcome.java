package dev.zproc.runtime.internal.boot;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the method of a child ended, as the child itself tells it; written and read by both sides.
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
    WireWriter out = new WireWriter();
    if (this instanceof Returned returned) {
      Bytes result = returned.result();
      if (result == null) {
        out.u8('N');
      } else {
        out.u8('R').raw(result.shared());
      }
    } else if (this instanceof Threw threw) {
      out.u8('T').varint(threw.classes().size());
      threw.classes().forEach(name -> out.text(cut(name)));
      String message = threw.end().message();
      out.nullable(message == null ? null : Bytes.utf8(cut(message)));
      out.text(cut(threw.end().stack()));
    } else if (this instanceof Signalled signalled) {
      out.u8('S').varint(signalled.end().signal()).text(signalled.end().signalName());
    } else {
      out.u8('E').varint(((Exited) this).code());
    }
    return Bytes.wrap(out.toByteArray());
  }

  /** Whether these bytes, which {@link #encode} made, carry a result. */
  static boolean hasResult(Bytes bytes) {
    return bytes.size() > 0 && bytes.at(0) == 'R';
  }

  /** Returns the encoded result that {@code bytes} carry; a copy, which may be large. */
  static byte[] result(Bytes bytes) {
    return Arrays.copyOfRange(bytes.shared(), 1, bytes.size());
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws ProtocolException if it is something else
   */
  static Outcome decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    int kind = in.u8();
    if (kind == 'R') {
      return new Returned(bytes.from(1));
    }
    Outcome outcome =
        switch (kind) {
          case 'N' -> new Returned(null);
          case 'E' -> new Exited(in.size());
          case 'S' -> new Signalled(new ChildEnd.Signalled(in.size(), in.text()));
          case 'T' -> threw(in);
          default -> throw new ProtocolException("no outcome begins with " + kind);
        };
    in.finish();
    return outcome;
  }

  private static Outcome threw(WireReader in) {
    int count = in.count();
    if (count == 0) {
      throw new ProtocolException("an exception of no class");
    }
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      classes.add(in.text());
    }
    Bytes message = in.nullable();
    return new Threw(
        new ChildEnd.Threw(classes.get(0), message == null ? null : message.asUtf8(), in.text()),
        List.copyOf(classes));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "\n\t… cut off";
  }
}
