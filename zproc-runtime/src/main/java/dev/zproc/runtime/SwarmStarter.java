package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.process.PrivateFolder;
import dev.zproc.runtime.internal.ssh.SshLaunch;
import dev.zproc.runtime.internal.supervision.AttemptEnd;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import dev.zproc.runtime.internal.supervision.Supervision;
import dev.zproc.runtime.internal.supervision.Supervisor;
import dev.zproc.runtime.internal.swarm.WorkerDeath;
import dev.zproc.runtime.internal.swarm.WorkerProcess;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.spi.SpawnDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Starts the workers of a swarm as children that nobody sees among the children.
 *
 * <p>Threads: used by the swarm's thread.
 */
final class SwarmStarter implements WorkerProcess.Starter {

  private final Supervision supervision;
  private final SwarmOptions options;
  private final List<JvmSpec> jvms;
  private final String swarm;

  /**
   * Makes a starter.
   *
   * @param jvms those of the workers, in turn
   */
  SwarmStarter(Supervision supervision, SwarmOptions options, List<JvmSpec> jvms, String swarm) {
    this.supervision = supervision;
    this.options = options;
    this.jvms = jvms;
    this.swarm = swarm;
  }

  @Override
  public WorkerProcess start(int worker, String endpoint, byte[] secret, String mark) {
    Started started = new Started();
    try {
      LaunchSpec spec = spec(swarm + "/" + worker, endpoint, worker, secret, mark);
      started.follow(supervision.start(spec));
    } catch (RuntimeException | Error e) {
      started.failed(e);
    }
    return started;
  }

  @Override
  public Path newFile() throws IOException {
    if (!options.hosts().isEmpty()) {
      throw new IOException("there is no memory that both map");
    }
    return PrivateFolder.file(".mark");
  }

  private LaunchSpec spec(String name, String endpoint, int worker, byte[] secret, String mark) {
    JvmSpec jvm = jvms.get(worker % jvms.size()).beside(endpoint);
    String broker = jvm.site() == null ? endpoint : SshLaunch.BESIDE;
    return new LaunchSpec(
        name,
        jvm,
        options.output().sinks(),
        Duration.ZERO,
        options.startTimeout(),
        options.stopTimeout(),
        new RestartOptions(SpawnDefaults.RestartSpec.NEVER).plan(),
        null,
        new BirthSpec(name, null, false),
        new LaunchSpec.BootPart(
            LibraryRelease.name(),
            SwarmWorker.class.getName(),
            DecodedArguments.closure(SwarmWorker.ENTRY),
            SwarmWorker.arguments(broker, worker, secret, mark)));
  }

  /** A worker's process, which may be on its way. */
  private static final class Started implements WorkerProcess {

    private final CompletableFuture<Supervisor> process = new CompletableFuture<>();
    private final CompletableFuture<WorkerDeath> ended = new CompletableFuture<>();

    void follow(CompletableFuture<Supervisor> starting) {
      starting.whenComplete(
          (supervisor, failure) -> {
            if (failure != null) {
              failed(failure);
              return;
            }
            process.complete(supervisor);
            supervisor.ended().thenAccept(end -> ended.complete(death(supervisor, end)));
          });
    }

    void failed(Throwable failure) {
      String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      ended.complete(new WorkerDeath(new ChildEnd.StartFailed(why, ""), -1, ""));
    }

    private static WorkerDeath death(Supervisor supervisor, AttemptEnd end) {
      return new WorkerDeath(end.end(), supervisor.pid(), end.stderr());
    }

    @Override
    public long pid() {
      Supervisor supervisor = process.getNow(null);
      return supervisor == null ? -1 : supervisor.pid();
    }

    @Override
    public int debugPort() {
      Supervisor supervisor = process.getNow(null);
      return supervisor == null ? 0 : supervisor.debugPort();
    }

    @Override
    public void stop() {
      end(Supervisor::stop);
    }

    @Override
    public void kill() {
      end(Supervisor::kill);
    }

    private void end(Consumer<Supervisor> how) {
      process.thenAccept(how);
    }

    @Override
    public CompletableFuture<WorkerDeath> ended() {
      return ended;
    }
  }
}
