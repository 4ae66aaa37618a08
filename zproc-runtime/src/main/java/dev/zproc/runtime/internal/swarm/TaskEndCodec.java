package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of what became of a task, for processes that fetch it; they are in docs/protocol.md.
 *
 * <p>Threads: stateless.
 */
public final class TaskEndCodec {

  private TaskEndCodec() {}

  /** Adds it to a message. */
  public static void write(WireWriter out, TaskEnd end) {
    if (end instanceof TaskEnd.Returned returned) {
      byte[] result = returned.result();
      out.u8('R').nullable(result == null ? null : Bytes.wrap(result));
    } else if (end instanceof TaskEnd.Failed failed) {
      out.u8('F').varint(failed.attempts()).varint(failed.pid()).text(failed.stderr());
      write(out, failed.end());
    } else if (end instanceof TaskEnd.Broken broken) {
      out.u8('B').text(broken.why());
    } else {
      out.u8('C');
    }
  }

  /** Takes it from a message. */
  public static TaskEnd read(WireReader in) {
    int kind = in.u8();
    switch (kind) {
      case 'R' -> {
        Bytes result = in.nullable();
        return new TaskEnd.Returned(result == null ? null : result.shared());
      }
      case 'F' -> {
        int attempts = in.size();
        long pid = in.varint();
        String stderr = in.text();
        return new TaskEnd.Failed(end(in), attempts, pid, stderr);
      }
      case 'B' -> {
        return new TaskEnd.Broken(in.text());
      }
      case 'C' -> {
        return new TaskEnd.Cancelled();
      }
      default -> throw new ProtocolException("no end of a task has the kind " + kind);
    }
  }

  private static void write(WireWriter out, ChildEnd end) {
    if (end instanceof ChildEnd.Threw threw) {
      optional(out.u8(1).text(threw.className()), threw.message()).text(threw.stack());
    } else if (end instanceof ChildEnd.Exited exited) {
      out.u8(2).varint(exited.code()).bool(exited.intended());
    } else if (end instanceof ChildEnd.Signalled signalled) {
      out.u8(3).varint(signalled.signal()).text(signalled.signalName());
    } else if (end instanceof ChildEnd.OutOfMemory) {
      out.u8(4);
    } else if (end instanceof ChildEnd.Crashed crashed) {
      Path report = crashed.report();
      optional(out.u8(5).varint(crashed.signal()), report == null ? null : report.toString());
    } else if (end instanceof ChildEnd.TimedOut timedOut) {
      out.u8(6).varint(timedOut.limit().toNanos());
    } else if (end instanceof ChildEnd.Unresponsive unresponsive) {
      out.u8(7).varint(unresponsive.limit().toNanos());
    } else if (end instanceof ChildEnd.SetUpTimedOut timedOut) {
      out.u8(8).varint(timedOut.limit().toNanos());
    } else if (end instanceof ChildEnd.StartFailed failed) {
      out.u8(9).text(failed.reason()).text(failed.command()).text(failed.stderr());
    } else if (end instanceof ChildEnd.Stopped) {
      out.u8(10);
    } else if (end instanceof ChildEnd.ParentGone) {
      out.u8(11);
    } else if (end instanceof ChildEnd.ServerGone) {
      out.u8(12);
    } else if (end instanceof ChildEnd.Faulted) {
      out.u8(13);
    } else if (end instanceof ChildEnd.Disconnected lost) {
      out.u8(15).text(lost.host()).text(lost.reason());
    } else {
      out.u8(14); // a worker that has returned, which no task is told
    }
  }

  private static ChildEnd end(WireReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 1 -> new ChildEnd.Threw(in.text(), optional(in), in.text());
      case 2 -> new ChildEnd.Exited((int) in.varint(), in.bool());
      case 3 -> new ChildEnd.Signalled(in.size(), in.text());
      case 4 -> new ChildEnd.OutOfMemory();
      case 5 -> new ChildEnd.Crashed(in.size(), path(optional(in)));
      case 6 -> new ChildEnd.TimedOut(Duration.ofNanos(in.varint()));
      case 7 -> new ChildEnd.Unresponsive(Duration.ofNanos(in.varint()));
      case 8 -> new ChildEnd.SetUpTimedOut(Duration.ofNanos(in.varint()));
      case 9 -> new ChildEnd.StartFailed(in.text(), in.text(), in.text());
      case 10 -> new ChildEnd.Stopped();
      case 11 -> new ChildEnd.ParentGone();
      case 12 -> new ChildEnd.ServerGone();
      case 13 -> new ChildEnd.Faulted();
      case 14 -> new ChildEnd.Returned();
      case 15 -> new ChildEnd.Disconnected(in.text(), in.text());
      default -> throw new ProtocolException("no end of a process has the kind " + kind);
    };
  }

  private static WireWriter optional(WireWriter out, @Nullable String text) {
    return out.nullable(text == null ? null : Bytes.utf8(text));
  }

  private static @Nullable String optional(WireReader in) {
    Bytes text = in.nullable();
    return text == null ? null : text.asUtf8();
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
