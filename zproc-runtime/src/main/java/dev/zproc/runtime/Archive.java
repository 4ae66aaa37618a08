package dev.zproc.runtime;

import dev.zproc.runtime.internal.archive.ArchiveMaker;
import dev.zproc.runtime.internal.archive.ArchiveRecipe;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.process.AsideJvms;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.wire.BirthSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that makes the archive of classes with which children start quicker, for images and
 * machines on which none can be made later:
 *
 * <pre>
 * java -cp … dev.zproc.runtime.Archive &lt;file&gt; [option of the children's JVMs …]
 * </pre>
 *
 * <p>It takes the Java installation, the jars of zproc at the very paths, and the options (those
 * that choose the collector or open modules) with which children will be started; {@link
 * ZProcOptions#archive(Path)} then names the file. Folders on the class path are left out. The exit
 * code is 0 if the file is there, 1 if it could not be made, 2 if the arguments make no sense.
 *
 * <p>Nobody needs this who runs programs where they can write to their home directory: there the
 * first spawn has one made.
 */
public final class Archive {

  /** For a JVM that is about to end with its archive unfinished, on a machine that hardly moves. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Archive() {}

  /** Makes the archive and exits. */
  public static void main(String[] arguments) {
    if (arguments.length == 0 || arguments[0].startsWith("-")) {
      System.err.println(
          "usage: java -cp <class path> dev.zproc.runtime.Archive <file> [JVM option ...]");
      System.exit(2);
      return;
    }
    System.exit(make(Path.of(arguments[0]).toAbsolutePath(), tail(arguments)));
  }

  private static List<String> tail(String[] arguments) {
    return Arrays.asList(arguments).subList(1, arguments.length);
  }

  private static int make(Path file, List<String> options) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath = System.getProperty("java.class.path", "");
    ArchiveRecipe recipe = null;
    try {
      recipe = ArchiveRecipe.of(java, classPath, options, file);
      if (Boolean.getBoolean(ArchiveMaker.LIFELINE)) {
        endWithStdin(recipe);
      }
      train(recipe);
      recipe.finish(new AsideJvms(ParentJvm.current()));
      return 0;
    } catch (IOException | InterruptedException | RuntimeException e) {
      System.err.println(file + " could not be made: " + e.getMessage());
      return 1;
    } finally {
      if (recipe != null) {
        recipe.clean();
      }
    }
  }

  /** Runs a worker whose task does what children do; its JVM takes note of what it loads. */
  private static void train(ArchiveRecipe recipe) throws IOException {
    List<String> options = recipe.options();
    Path[] jars = recipe.jars().toArray(Path[]::new);
    try (ZProc zproc =
            ZProc.open(
                open -> open.output(Output.DISCARD).archive(false).transport(Transport.ZEROMQ));
        OtherServer other = OtherServer.start();
        Swarm swarm =
            zproc.swarm(
                open ->
                    open.workers(1)
                        .classPath(jars)
                        .jvmArgs(options.toArray(String[]::new))
                        .stopTimeout(LIMIT))) { // it writes the archive as it ends
      Call<String> call = ArchiveTraining.call(other.birth());
      ArchiveTraining.await(zproc, swarm.submit(call));
    }
  }

  /** A server that is reached by the other transport, so that its classes are archived, too. */
  private record OtherServer(@Nullable StateServer server) implements AutoCloseable {

    static OtherServer start() {
      try {
        return new OtherServer(
            StateServer.start(new ZProcOptions().transport(Transport.UNIX).server()));
      } catch (IllegalStateException e) {
        return new OtherServer(null); // this system has no such sockets, and so no use for them
      }
    }

    /** A session there; null if there is no server. */
    @Nullable ChildSession birth() {
      return server == null
          ? null
          : new EngineSession(server.channel()).birth(BirthSpec.NOW).join();
    }

    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }

  /** Whoever has started this JVM holds its stdin, and is gone when that ends. */
  private static void endWithStdin(ArchiveRecipe recipe) {
    Thread thread = new Thread(() -> awaitEnd(recipe), "zproc-lifeline");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd(ArchiveRecipe recipe) {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    } catch (IOException e) {
      // As good as an end.
    }
    recipe.abandon();
    Runtime.getRuntime().halt(1);
  }
}
