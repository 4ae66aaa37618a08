package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.archive.ClassArchives;
import dev.zproc.runtime.internal.boot.Marker;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that has been forked and knows nothing yet but its command line.
 *
 * @param process its process
 * @param command what it was started with
 * @param line that command as it was given to the system
 * @param debugPort where it listens for a debugger; 0 if it does not
 * @param onceUp what to do once its child has shown that it is up
 */
record ForkedJvm(
    Process process, JavaCommand command, ArgumentFile line, int debugPort, Runnable onceUp) {

  /**
   * Forks.
   *
   * @param name which {@code ps} shows
   * @param inheritsOut whether its stdout is this process's own instead of a pipe
   * @throws IOException if the process cannot be had; nothing is left behind
   */
  static ForkedJvm fork(JvmSpec jvm, String name, boolean inheritsOut, ParentJvm host)
      throws IOException {
    ThreadMain threads = host.threads();
    if (threads != null) {
      JavaCommand none = command(jvm, name, host);
      return new ForkedJvm(
          new ThreadProcess(name, threads),
          none,
          new ArgumentFile(none.words(), null),
          0,
          () -> {});
    }
    int debugPort = jvm.debugging().findPort();
    PrivateFolder folder = folder(host);
    JavaCommand command = command(jvm, name, debugPort, host, folder);
    ClassArchives.Use archive = ArchiveUse.of(command, jvm, host);
    List<String> words = archive.words();
    int lifeline = EmptyStdin.descriptor(words.get(0), host, jvm.environment());
    ArgumentFile line = ArgumentFile.shorten(words, host, folder);
    Process process = null;
    try {
      process =
          Forker.fork(
              lifeline == 0
                  ? line.words()
                  : EmptyStdin.around(line.words(), host, jvm.environment()),
              inheritsOut,
              InheritedOptions.environment(host, jvm.environment()),
              jvm.directory());
      archive.afterwards().run();
      return new ForkedJvm(process, command, line, debugPort, archive.onceUp());
    } catch (Throwable e) {
      if (process != null) {
        process.destroyForcibly();
      }
      line.delete();
      throw e;
    }
  }

  /** The command line that {@link #fork} uses, but for the port of a debugger. */
  static JavaCommand command(JvmSpec jvm, String name, ParentJvm host) {
    return command(jvm, name, 0, host, folder(host));
  }

  private static JavaCommand command(
      JvmSpec jvm, String name, int debugPort, ParentJvm host, @Nullable PrivateFolder folder) {
    String java = JavaCommand.java(jvm, host);
    int lifeline = EmptyStdin.descriptor(java, host, jvm.environment());
    String argument = Marker.argument(ProcessHandle.current().pid(), lifeline, name);
    return JavaCommand.of(jvm, debugPort, argument, host, folder == null ? null : folder.path());
  }

  private static @Nullable PrivateFolder folder(ParentJvm host) {
    try {
      return PrivateFolder.in(Path.of(host.property("java.io.tmpdir", ".")).toAbsolutePath());
    } catch (IOException e) {
      return null; // a place that cannot be written to, which must not keep a child from starting
    }
  }

  /** Ends it, and takes back what its start has had. */
  void undo() throws IOException {
    process.destroyForcibly();
    // A pump that runs already finds its pipe closed, and ends.
    for (Closeable stream :
        List.of(process.getOutputStream(), process.getInputStream(), process.getErrorStream())) {
      stream.close();
    }
    line.delete();
  }
}
