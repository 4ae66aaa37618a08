package dev.zproc.runtime.internal.console;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;

/**
 * What a tool wants: a signal for a child.
 *
 * @param tool the session of the tool; 0 as the tool itself says it
 * @param child the name of a child, its pid, or {@code lead/bake} for the child of a child
 * @param signal its name without SIG
 */
public record ToolSignal(long tool, String child, String signal) {

  /** Its bytes. */
  public Bytes encode() {
    return Bytes.wrap(new WireWriter().varint(tool).text(child).text(signal).toByteArray());
  }

  /** Reads one. */
  public static ToolSignal decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    ToolSignal read = new ToolSignal(in.varint(), in.text(), in.text());
    in.finish();
    return read;
  }

  /** The same, asked for by the tool of this session. */
  public ToolSignal by(long session) {
    return new ToolSignal(session, child, signal);
  }

  /** The same for a child as its parent calls it. */
  public ToolSignal of(String name) {
    return new ToolSignal(tool, name, signal);
  }

  /**
   * What has become of it.
   *
   * @param tool the session of the tool
   * @param pid the process that it was sent to; 0 if it was sent to none
   * @param text the name of the child, or why it was not sent
   */
  public record Answer(long tool, long pid, String text) {

    /** Its bytes. */
    public Bytes encode() {
      return Bytes.wrap(new WireWriter().varint(tool).varint(pid).text(text).toByteArray());
    }

    /** Reads one. */
    public static Answer decode(Bytes bytes) {
      WireReader in = new WireReader(bytes.shared());
      Answer read = new Answer(in.varint(), in.varint(), in.text());
      in.finish();
      return read;
    }
  }
}
