package dev.zproc.runtime.internal.console;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tool wants to know: what values are in the words of their own classes, which only the
 * program has. It names keys and not bytes, so that the program decodes nothing but its own state.
 *
 * @param number by which the tool knows the answer
 * @param revision as of which
 * @param keys at most {@link #MOST}
 */
public record ToolQuestion(long number, long revision, List<Bytes> keys) {

  /** How many keys a question may name. */
  public static final int MOST = 64;

  /** Its bytes. */
  public Bytes encode() {
    WireWriter out = new WireWriter().varint(number).varint(revision).varint(keys.size());
    keys.forEach(out::bytes);
    return Bytes.wrap(out.toByteArray());
  }

  /** Reads one; the keys beyond the most are left out. */
  public static ToolQuestion decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    long number = in.varint();
    long revision = in.varint();
    List<Bytes> keys = new ArrayList<>();
    for (long left = Math.min(in.varint(), MOST); left > 0; left--) {
      keys.add(in.bytes());
    }
    return new ToolQuestion(number, revision, keys);
  }

  /**
   * What the program says.
   *
   * @param number that of the question
   * @param texts one for each key, in their order; empty where there is nothing to be said
   */
  public record Answer(long number, List<String> texts) {

    /** Its bytes. */
    public Bytes encode() {
      WireWriter out = new WireWriter().varint(number).varint(texts.size());
      texts.forEach(out::text);
      return Bytes.wrap(out.toByteArray());
    }

    /** Reads one. */
    public static Answer decode(Bytes bytes) {
      WireReader in = new WireReader(bytes.shared());
      long number = in.varint();
      List<String> texts = new ArrayList<>();
      for (long left = in.varint(); left > 0; left--) {
        texts.add(in.text());
      }
      in.finish();
      return new Answer(number, texts);
    }
  }
}
