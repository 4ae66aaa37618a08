package dev.zproc.runtime.internal.console;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that has happened to a child, in words that tools show; how it has ended is cut where
 * it is long.
 *
 * @param number 1 for the first of a context, and so on
 * @param kind {@code start}, {@code wait}, {@code run}, {@code exit}, {@code restart}, {@code give
 *     up}, {@code end}; {@code gap} where others are lost
 * @param child its name; empty for a gap
 * @param attempt which process of the child it is, 1 for its first; 0 for a gap
 * @param pid the id of that process; -1 if it has none
 * @param delayMillis how long until it is started again; 0 if it is not
 * @param text how it has ended, or what is lost; empty for what is no end
 * @param bad whether that is a failure
 */
public record Happening(
    long number,
    String kind,
    Instant time,
    String child,
    int attempt,
    long pid,
    long delayMillis,
    String text,
    boolean bad) {

  private static final int LONGEST = 300;

  /** What {@code event} is. */
  static Happening of(long number, ChildEvent event) {
    if (event instanceof ChildEvent.Started e) {
      return begun(number, "start", e, e.child(), e.attempt(), e.pid());
    } else if (event instanceof ChildEvent.Waiting e) {
      return begun(number, "wait", e, e.child(), e.attempt(), e.pid());
    } else if (event instanceof ChildEvent.Running e) {
      return begun(number, "run", e, e.child(), e.attempt(), e.pid());
    } else if (event instanceof ChildEvent.Exited e) {
      return ended(number, "exit", e, e.child(), e.attempt(), e.pid(), 0, e.end());
    } else if (event instanceof ChildEvent.Restarting e) {
      long delay = e.delay().toMillis();
      return ended(number, "restart", e, e.child(), e.attempt(), -1, delay, e.end());
    } else if (event instanceof ChildEvent.GaveUp e) {
      return ended(number, "give up", e, e.child(), e.attempt(), -1, 0, e.end());
    } else if (event instanceof ChildEvent.Ended e) {
      return ended(number, "end", e, e.child(), e.attempt(), -1, 0, e.end());
    }
    return gap(number, event.time(), ((ChildEvent.Missed) event).count());
  }

  /** Stands for {@code count} events that are lost, before the one that comes next. */
  public static Happening gap(long number, Instant time, long count) {
    String text = count + (count == 1 ? " older event is lost" : " older events are lost");
    return new Happening(number, "gap", time, "", 0, -1, 0, text, false);
  }

  private static Happening begun(
      long number, String kind, ChildEvent event, String child, int attempt, long pid) {
    return new Happening(number, kind, event.time(), cut(child), attempt, pid, 0, "", false);
  }

  private static Happening ended(
      long number,
      String kind,
      ChildEvent event,
      String child,
      int attempt,
      long pid,
      long delay,
      ChildEnd end) {
    boolean bad = !end.isSuccess() && !(end instanceof ChildEnd.Stopped);
    String text = cut(end.toString());
    return new Happening(number, kind, event.time(), cut(child), attempt, pid, delay, text, bad);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private void write(WireWriter out) {
    out.varint(number).text(kind).varint(time.toEpochMilli()).text(child);
    out.varint(attempt).varint(pid + 1).varint(delayMillis).text(text).bool(bad);
  }

  private static Happening read(WireReader in) {
    return new Happening(
        in.varint(),
        in.text(),
        Instant.ofEpochMilli(in.varint()),
        in.text(),
        (int) in.varint(),
        in.varint() - 1,
        in.varint(),
        in.text(),
        in.bool());
  }

  /** The bytes of several. */
  public static Bytes encode(List<Happening> all) {
    WireWriter out = new WireWriter().varint(all.size());
    all.forEach(each -> each.write(out));
    return Bytes.wrap(out.toByteArray());
  }

  /** Reads them. */
  public static List<Happening> decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    List<Happening> all = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      all.add(read(in));
    }
    in.finish();
    return all;
  }

  /**
   * What a tool asks for, as it takes it in: no more is sent than it has asked for, and it asks for
   * more again and again.
   *
   * @param after the number of the newest that it knows, as it asks for the first time
   * @param most up to which number it takes them
   */
  public record Wanted(long after, long most) {

    /** Its bytes. */
    public Bytes encode() {
      return Bytes.wrap(new WireWriter().varint(after).varint(most).toByteArray());
    }

    /** Reads one. */
    public static Wanted decode(Bytes bytes) {
      WireReader in = new WireReader(bytes.shared());
      Wanted read = new Wanted(in.varint(), in.varint());
      in.finish();
      return read;
    }
  }
}
