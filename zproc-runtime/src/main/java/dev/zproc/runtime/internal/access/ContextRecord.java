package dev.zproc.runtime.internal.access;

import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.time.Instant;
import java.util.Map;

/**
 * What tools of the same user need to know of a context.
 *
 * @param uri where its server is
 * @param pid the process that opened it
 * @param started when that was started, in a form of its own; a process of another start is another
 * @param place where that number means this process: which boot of the machine, and which process
 *     namespace; and in which network its addresses are; empty if that is not told
 * @param name of the program
 * @param opened when the context was
 * @param secrets by which tools get in: that of a reader, and that of an operator if the context
 *     was opened for control
 */
public record ContextRecord(
    String uri,
    long pid,
    String started,
    String place,
    String name,
    Instant opened,
    Map<Role, Secret> secrets) {

  public ContextRecord {
    secrets = Map.copyOf(secrets);
  }

  /** That of a context of this process. */
  public static ContextRecord ofThisProcess(String uri, String name, Map<Role, Secret> secrets) {
    long pid = ProcessHandle.current().pid();
    return new ContextRecord(
        uri, pid, ProcessStart.of(pid), ProcessPlace.here(), name, now(), secrets);
  }

  /** To the millisecond, as files have it. */
  private static Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  /** Whether the process lives that opened it, as far as is seen from here. */
  public boolean isAlive() {
    return isRunning(pid, started);
  }

  /**
   * Whether its process is known to have ended. Where that is not, as one of another process
   * namespace is not seen from here, it may listen all the same.
   */
  public boolean isGone() {
    return ProcessPlace.isOfAnotherBoot(place)
        || (ProcessPlace.isHere(place) && !isRunning(pid, started));
  }

  /**
   * Whether nothing can be found out from here: neither its process nor the network are seen where
   * its server listens.
   */
  boolean isOutOfSight() {
    return !isAlive()
        && !isGone()
        && uri.startsWith(ServerUri.TCP)
        && ProcessPlace.isOfAnotherNetwork(place);
  }

  /** Whether the process {@code pid} lives that was started then. */
  public static boolean isRunning(long pid, String started) {
    return !started.isEmpty() && started.equals(ProcessStart.of(pid));
  }
}
