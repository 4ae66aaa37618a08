package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.child.ChildContext;
import dev.zproc.runtime.internal.child.ChildMain;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.spi.ChildEntry;
import java.util.function.Consumer;

/**
 * Runs the generated main classes.
 *
 * <p>Threads: used by the main thread of a process.
 */
public final class Bootstrap {

  private Bootstrap() {}

  /**
   * The whole main method of a child process: runs the method of {@code entry} and tells the parent
   * how it went. Started by hand it says what to do instead and exits with the code 77.
   */
  public static void run(ChildEntry<?> entry, String[] args) {
    Marker marker = Marker.read(args);
    if (marker == null) {
      System.err.println(
          entry.getClass().getName()
              + " is the main class of a child process, which only zproc can start. In your"
              + " program, pass the call of "
              + entry
              + " that its launcher makes to ZProc.spawn; or run the main method of the launcher.");
      System.exit(ExitCodes.REFUSED);
    } else {
      ChildMain.run(entry, marker, LibraryRelease.name(), new Connecting());
    }
  }

  /**
   * The whole main method of a launcher: opens a context, starts all and waits. The exit code is 1
   * if a child fails.
   */
  public static void launch(Consumer<ZProc> startAll, String[] args) {
    try (ZProc zproc = ZProc.open()) {
      startAll.accept(zproc);
      zproc.awaitAll();
    }
  }

  // No lambda: the first one in a JVM takes milliseconds, and this is what a child waits for.
  static final class Connecting implements ChildContext.Factory {

    @Override
    public ChildContext open(BootFrame frame, StopWord stop, Consumer<Throwable> fault) {
      EngineSession connected = AwaitedSession.take(frame);
      EngineSession session =
          connected != null
              ? connected
              : new EngineSession(
                  Link.connect(
                      LinkOptions.to(frame.endpoint(), frame.session(), Secret.of(frame.secret())),
                      fault));
      return contextOf(session, ZProc.ofChild(session, stop, fault));
    }
  }

  /** What a child's own bootstrap uses. */
  static ChildContext contextOf(EngineSession session, ZProc api) {
    return new ForkedContext(session, api);
  }

  /** A child's context as its own bootstrap uses it. */
  private record ForkedContext(EngineSession session, ZProc api) implements ChildContext {

    @Override
    public Namespaces spaces() {
      return api.spaces();
    }

    @Override
    public void beginAt(long revision) {
      api.beginAt(revision);
    }

    @Override
    public void close() {
      try {
        if (!api.children().isEmpty()) {
          session.note(NoteKind.CLOSING, Bytes.EMPTY); // nobody waits for it
        }
        api.close();
      } finally {
        session.close();
      }
    }
  }
}
