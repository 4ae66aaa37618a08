package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.boot.ProcessTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That of a process of this machine.
 *
 * <p>Signals go through its {@link ProcessHandle}, which compares start times before it signals,
 * and unlike {@link Process} leaves the pipes alone: closing the child's stdin would tell it that
 * its parent is gone.
 *
 * <p>Threads: safe for use by many threads.
 */
final class LocalHold implements Hold {

  /** File systems keep times more coarsely than clocks. */
  private static final long FILE_TIME_SLACK_MILLIS = 2_000;

  private final Process process;
  private final ProcessHandle handle;
  private final JavaCommand command;
  private final long startedMillis = System.currentTimeMillis();

  LocalHold(Process process, JavaCommand command) {
    this.process = process;
    this.handle = process.toHandle();
    this.command = command;
  }

  @Override
  public long pid() {
    return handle.pid();
  }

  @Override
  public InputStream stdout() {
    return process.getInputStream();
  }

  @Override
  public InputStream stderr() {
    return process.getErrorStream();
  }

  @Override
  public List<ProcessHandle> descendants() {
    return ProcessTable.isOurs() ? handle.descendants().toList() : List.of();
  }

  @Override
  public SignalSender signal(String name) {
    if (process instanceof ThreadProcess) {
      throw new UnsupportedOperationException(
          "a child that is a thread gets no signals, as the SIG" + name + "; run it in a process");
    }
    return SignalSender.send(name, handle);
  }

  @Override
  public void terminate() {
    handle.destroy();
  }

  @Override
  public void kill() {
    if (!handle.destroyForcibly() && process.isAlive()) {
      // It cannot be told from another one by what is shown of it; so it is to see to it itself.
      Lifelines.cut(process.getOutputStream());
    }
  }

  @Override
  public ExitReport report(int code, String stderr) {
    return new ExitReport(code, crashReport(), command.toString(), stderr);
  }

  private @Nullable Path crashReport() {
    return command.errorFiles(pid()).stream().filter(this::isOfThis).findFirst().orElse(null);
  }

  /** A process that had the same id long ago may have left a report, too. */
  private boolean isOfThis(Path report) {
    try {
      return Files.getLastModifiedTime(report).toMillis() >= startedMillis - FILE_TIME_SLACK_MILLIS;
    } catch (IOException e) {
      return false; // there is none
    }
  }
}
