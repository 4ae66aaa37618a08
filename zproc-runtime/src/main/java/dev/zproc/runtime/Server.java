package dev.zproc.runtime;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.access.CredentialFile;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.child.ServerBoot;
import dev.zproc.runtime.internal.journal.SharedState;
import dev.zproc.runtime.internal.journal.SharedStates;
import dev.zproc.runtime.internal.server.Access;
import dev.zproc.runtime.internal.server.OptionsCodec;
import dev.zproc.runtime.internal.server.ServerListener;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.ServerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a state server that runs on its own, for {@link ZProc#connect}:
 *
 * <pre>
 * java -cp … dev.zproc.runtime.Server --listen zproc+unix:///run/shop/s --credentials shop.key --create
 * </pre>
 *
 * <p>It prints one line when it is ready, and ends in an orderly way at SIGTERM and Ctrl-C. {@code
 * --help} names the options and the exit codes.
 *
 * <p>Threads: used by the main thread of such a process.
 */
public final class Server {

  private static final int UNABLE = 1;
  private static final int MISUSED = 2;

  /** The file of its state cannot be taken up. */
  static final int STATE = 4;

  /** What stands before its address when it is ready: others may print there too, as JVMs do. */
  static final String READY = "zproc server ready at ";

  private static final CountDownLatch STOPPED = new CountDownLatch(1);

  /** What the process ends with. */
  private static volatile int code;

  private Server() {}

  /** Runs a server until the process is asked to end. */
  public static void main(String[] args) {
    Marker marker = Marker.read(args);
    if (marker != null) {
      forked(marker);
    } else {
      alone(args);
    }
  }

  /** For a context that was opened with {@link ServerMode#FORKED}. */
  private static void forked(Marker marker) {
    ServerOptions options;
    try {
      BootFrame frame = ServerBoot.arm(marker);
      options = OptionsCodec.decode(frame.arguments().get(0), Secret.of(frame.secret()));
    } catch (IOException | InterruptedException | RuntimeException wrong) {
      fail(ExitCodes.REFUSED, "its parent has sent no boot frame: " + wrong.getMessage());
      return;
    }
    run(options, true);
  }

  private static void alone(String[] args) {
    ServerArguments arguments;
    try {
      arguments = ServerArguments.parse(args);
    } catch (IllegalArgumentException wrong) {
      fail(MISUSED, wrong.getMessage() + System.lineSeparator() + "Try --help.");
      return;
    }
    if (arguments.help()) {
      System.out.print(ServerArguments.HELP);
      return;
    }
    SharedState shared;
    try {
      String engine = arguments.engine();
      shared = engine == null ? null : SharedStates.of(engine);
    } catch (IllegalArgumentException wrong) {
      boolean file = wrong.getCause() instanceof IOException;
      fail(file ? UNABLE : MISUSED, String.valueOf(wrong.getMessage()));
      return;
    }
    try {
      run(options(arguments, shared), false);
    } catch (IOException | IllegalStateException unable) {
      fail(UNABLE, unable.getMessage());
    }
  }

  /**
   * Runs it until the process is asked to end.
   *
   * @param forked whether it is for another program, which takes the address as programs write it
   */
  private static void run(ServerOptions options, boolean forked) {
    StateServer server;
    try {
      server = StateServer.start(options, new Watching(options.limits().maxStateBytes()));
    } catch (IllegalStateException | StorageException unable) {
      if (unable instanceof StorageException && forked) {
        // The program that has forked it tells it as it would its own.
        System.err.println(unable.getMessage());
        System.exit(STATE);
        return;
      }
      fail(UNABLE, unable.getMessage());
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "zproc-shutdown"));
    String endpoint = server.endpoint();
    System.out.println(READY + (forked ? endpoint : ServerUri.of(endpoint)));
    try {
      STOPPED.await();
    } catch (InterruptedException asked) {
      // Nobody does; then it ends.
    }
    System.exit(code);
  }

  private static ServerOptions options(ServerArguments arguments, @Nullable SharedState shared)
      throws IOException {
    Path file = arguments.credentials();
    Map<Role, Secret> secrets =
        arguments.create() && Files.notExists(file)
            ? CredentialFile.create(file)
            : CredentialFile.read(file);
    return ServerOptions.forHeap(Runtime.getRuntime().maxMemory())
        .withAddress(ServerUri.address(arguments.listen()))
        .withDurable(arguments.durable())
        .withShared(shared)
        .withAccess(Access.NONE.withSecrets(secrets));
  }

  /** Ends with the code 0 where a signal has asked for it, of which the JVM would make another. */
  private static void stop(StateServer server) {
    server.close();
    Runtime.getRuntime().halt(code);
  }

  private static void fail(int with, String why) {
    System.err.println("zproc server: " + why);
    System.exit(with);
  }

  /** Ends the process when the server has failed and all have been told. */
  private static final class Watching implements ServerListener {

    private final HeapWatch heap;
    private volatile boolean outOfMemory;

    Watching(long maxStateBytes) {
      heap = new HeapWatch(maxStateBytes);
    }

    @Override
    public boolean tick(Supplier<ServerInfo> info) {
      heap.accept(info.get());
      return true;
    }

    @Override
    public void failing(Throwable cause) {
      outOfMemory = cause instanceof OutOfMemoryError;
    }

    @Override
    public void telling(String why) {
      System.err.println("zproc server: " + why);
    }

    @Override
    public void failed(String why) {
      code = outOfMemory ? ExitCodes.OUT_OF_MEMORY : ExitCodes.FAULT;
      STOPPED.countDown();
    }
  }
}
