package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.FrameCutter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Processes that do nothing until they are ended. */
public final class IdleWorkers implements WorkerProcess.Starter {

  private static final SchedulerOptions OPTIONS = new SchedulerOptions(1, 0, 0, 0, 0, 0, 0, 0);

  private IdleWorkers() {}

  /** A broker with one of them, whose tasks are done only by its end. */
  public static Broker broker() {
    return Broker.start(
        "test",
        1,
        OPTIONS,
        Sockets.bind("swarm", Sockets.ANY_UNIX, FrameCutter.MAX_FRAME_BYTES),
        new IdleWorkers(),
        0,
        1 << 20,
        (done, failed, unfinished, busy, live) -> {});
  }

  @Override
  public WorkerProcess start(int worker, String endpoint, byte[] secret, String mark) {
    return new Waiting();
  }

  @Override
  public Path newFile() throws IOException {
    throw new IOException("there are no files");
  }

  private static final class Waiting implements WorkerProcess {
    private final CompletableFuture<WorkerDeath> ended = new CompletableFuture<>();

    @Override
    public long pid() {
      return -1;
    }

    @Override
    public int debugPort() {
      return 0;
    }

    @Override
    public void stop() {
      kill();
    }

    @Override
    public void kill() {
      ended.complete(new WorkerDeath(new ChildEnd.Signalled(9, "SIGKILL"), -1, ""));
    }

    @Override
    public CompletableFuture<WorkerDeath> ended() {
      return ended;
    }
  }
}
