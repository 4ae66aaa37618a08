package dev.zproc.runtime.internal.supervision;

import dev.zproc.FailedRun;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Position;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.output.OutputSinks;
import dev.zproc.runtime.internal.process.JvmProcess;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.ssh.SshSite;
import dev.zproc.runtime.internal.wire.BirthSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to start a child, again and again.
 *
 * @param name what the child is called
 * @param jvm its JVM
 * @param output makes the sinks of its output
 * @param timeout how long one run of the method may take; zero for ever
 * @param startTimeout how long an attempt may take until its method begins, or it waits to; zero
 *     for ever
 * @param stopTimeout how long it has to end when it is stopped
 * @param restart when it is started again
 * @param resumption how an attempt goes on with the wait of the one before it; null if it waits
 *     anew
 * @param birth how the session of an attempt begins
 * @param boot what its boot frame says about the call
 */
public record LaunchSpec(
    String name,
    JvmSpec jvm,
    OutputSinks.Factory output,
    Duration timeout,
    Duration startTimeout,
    Duration stopTimeout,
    RestartPlan restart,
    @Nullable Resumption resumption,
    BirthSpec birth,
    BootPart boot) {

  /**
   * How an attempt goes on with a wait.
   *
   * @param onFailure what becomes of a run that failed
   * @param byChild whether the child evaluates the condition, and not the server
   */
  public record Resumption(FailedRun onFailure, boolean byChild) {}

  /** The part of the boot frame that is the same for each attempt. */
  public record BootPart(String library, String entry, String closure, List<byte[]> arguments) {}

  /** The other host that it runs on, as the program names it; null for this one. */
  public @Nullable String host() {
    SshSite site = jvm.site();
    return site == null ? null : site.host().target();
  }

  /** The same of a child of another name. */
  public LaunchSpec named(String other) {
    return new LaunchSpec(
        other,
        jvm,
        output,
        timeout,
        startTimeout,
        stopTimeout,
        restart,
        resumption,
        new BirthSpec(other, birth.condition(), birth.skipOwn()),
        boot);
  }

  /** The same for a process other than this one to start. */
  public LaunchSpec fixed(ParentJvm host) {
    return new LaunchSpec(
        name,
        jvm.fixed(host),
        output,
        timeout,
        startTimeout,
        stopTimeout,
        restart,
        resumption,
        birth,
        boot);
  }

  /** The end of an attempt that has no process, or a process that came to nothing. */
  ChildEnd startFailed(String reason, ParentJvm host) {
    return new ChildEnd.StartFailed(reason, JvmProcess.command(jvm, name, host));
  }

  /** The boot frame of one attempt. */
  BootFrame frame(ChildSession session, int attempt, @Nullable Position position) {
    return new BootFrame(
        boot.library(),
        ProcessHandle.current().pid(),
        name,
        attempt,
        session.session(),
        session.revision(),
        session.endpoint(),
        session.secret().reveal(),
        boot.entry(),
        boot.closure(),
        position == null ? new byte[0] : position.encode().shared(),
        !timeout.isZero(),
        boot.arguments());
  }
}
