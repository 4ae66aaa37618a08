package dev.zproc.runtime;

import dev.zproc.runtime.history.Site;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import java.nio.file.Path;

/** A forked server with a durable state, as a place for histories. */
public final class ForkedSite {

  private final ZProc zproc;
  private final Site site;

  /** Opens it, with its state in {@code file}. */
  public ForkedSite(Path file) {
    zproc = ZProc.open(o -> o.durable(file, Durability.PROCESS).server(ServerMode.FORKED));
    ChildSession first = Engines.get(zproc.session.birth(BirthSpec.NOW));
    Engines.get(zproc.session.release(first.session()));
    site = new Site.Lasting(zproc.session, first.endpoint(), zproc::close);
  }

  public Site site() {
    return site;
  }

  /** Kills the server; returns when it answers again. */
  public void kill() {
    long server = zproc.ping().serverPid();
    ProcessHandle.of(server).orElseThrow().destroyForcibly();
    while (zproc.ping().serverPid() == server) {
      Thread.onSpinWait(); // it may not have died yet
    }
  }
}
