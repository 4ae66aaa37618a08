package dev.zproc.runtime;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.supervision.Supervision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The swarms of one context that are open.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Swarms {

  private final Supervision supervision;
  private final ZProcOptions context;
  private final EngineSession session;
  private final UniqueNames names = new UniqueNames();

  // Guarded by this.
  private final Set<Swarm> open = new LinkedHashSet<>();
  private boolean closed;

  Swarms(Supervision supervision, ZProcOptions context, EngineSession session) {
    this.supervision = supervision;
    this.context = context;
    this.session = session;
  }

  Swarm open(Consumer<SwarmOptions> configure) {
    SwarmOptions options = new SwarmOptions(context);
    configure.accept(options);
    List<JvmSpec> jvms = OtherHosts.ready(options, session.endpoint());
    synchronized (this) {
      if (closed) {
        throw new ContextClosedException("the context is closed; no swarm can be opened");
      }
      Swarm swarm =
          Swarm.open(
              names.next(options.name()),
              options,
              jvms,
              supervision,
              session,
              session.maxMessageBytes(),
              this::closed);
      open.add(swarm);
      return swarm;
    }
  }

  synchronized List<Swarm> all() {
    return List.copyOf(open);
  }

  private synchronized void closed(Swarm swarm) {
    open.remove(swarm);
  }

  /** Ends them all at once; none can be opened from here on. */
  void close() {
    List<Swarm> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(open);
    }
    left.forEach(Swarm::stop);
  }

  /** Lets them all end, since no worker can be started any more; does not wait for it. */
  void abandon() {
    all().forEach(Swarm::abandon);
  }
}
