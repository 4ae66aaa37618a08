package dev.zproc.runtime;

import dev.zproc.runtime.internal.child.Fault;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.ssh.SshLaunch;
import dev.zproc.runtime.internal.swarm.WorkerLoop;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker of a swarm runs, as a child runs its method: so it is started, watched, and ends as
 * any child does.
 */
final class SwarmWorker extends ChildEntry<Void> {

  static final SwarmWorker ENTRY = new SwarmWorker();

  private static final ValueType<byte[]> BYTES = ValueTypes.array(byte[].class, ValueTypes.BYTE);

  private SwarmWorker() {
    super(
        "dev.zproc.runtime.Swarm",
        "worker",
        ValueTypes.VOID,
        ValueTypes.STRING,
        ValueTypes.INT,
        ValueTypes.array(byte[].class, ValueTypes.BYTE),
        ValueTypes.STRING);
  }

  /** Runs in the worker's JVM. */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  /** The arguments of one worker. */
  static List<byte[]> arguments(String endpoint, int worker, byte[] secret, String mark) {
    return List.of(
        ValueTypes.STRING.encode(endpoint),
        ValueTypes.INT.encode(worker),
        BYTES.encode(secret),
        ValueTypes.STRING.encode(mark));
  }

  @Override
  public @Nullable Void run(Invocation in) {
    if (StopWord.isSaidHere()) {
      return null;
    }
    ZProc zproc = in.context(ZProc.class);
    zproc.beginAt(0); // what a task opens begins at its own time
    String broker = in.<String>argument(0);
    if (broker.equals(SshLaunch.BESIDE)) {
      broker = System.getProperty(SshLaunch.BESIDE, broker);
    }
    ClientSocket socket = Sockets.connect("swarm-link", broker, FrameCutter.MAX_FRAME_BYTES);
    WorkerCalls calls = new WorkerCalls(zproc);
    try {
      new WorkerLoop(
              socket,
              in.<Integer>argument(1),
              in.<byte[]>argument(2),
              in.<String>argument(3),
              calls,
              StopWord::isSaidHere,
              Fault::end)
          .run();
    } finally {
      calls.close();
    }
    return null;
  }
}
