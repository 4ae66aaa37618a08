package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.Marker;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A JVM that outlives this one on purpose: in a session of its own, so that no Ctrl-C and no end of
 * a terminal reaches it, with no lifeline, and with a file for what it prints. It reads its boot
 * frame from stdin, and says one word at {@link #ANSWER} when it is ready.
 *
 * <p>Java can neither begin a session nor hand on a descriptor, so a shell does the latter and
 * {@code setsid} the former; both then become the JVM.
 *
 * <p>Threads: not safe.
 */
public final class DetachedJvm {

  /** Where it says that it is ready. */
  public static final Path ANSWER = Path.of("/dev/fd/3");

  private static final String SCRIPT = "exec \"$@\" 3>&1 >>\"$0\" 2>&1";
  private static final Path SHELL = Path.of("/bin/sh");

  private final Process process;
  private final ArgumentFile line;

  private DetachedJvm(Process process, ArgumentFile line) {
    this.process = process;
    this.line = line;
  }

  /**
   * Starts one.
   *
   * @param name which {@code ps} shows
   * @param log where what it prints is added
   * @throws IOException if it cannot be had; the message says why, and what to do
   */
  public static DetachedJvm start(JvmSpec jvm, String name, Path log, ParentJvm host)
      throws IOException {
    Path setsid =
        Stream.of("/usr/bin/setsid", "/bin/setsid")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "it takes the program setsid, of util-linux, which is not there; run"
                            + " dev.zproc.runtime.Server by a service manager instead"));
    String argument = Marker.argument(ProcessHandle.current().pid(), 0, name);
    JavaCommand command = JavaCommand.of(jvm, 0, argument, host, log.toAbsolutePath().getParent());
    ArgumentFile line = ArgumentFile.shorten(command.words(), host, null);
    List<String> words =
        new ArrayList<>(List.of(SHELL.toString(), "-c", SCRIPT, log.toString(), setsid.toString()));
    words.addAll(line.words());
    try {
      Process process =
          Forker.fork(
              words, false, InheritedOptions.environment(host, jvm.environment()), jvm.directory());
      return new DetachedJvm(process, line);
    } catch (Throwable e) {
      line.delete();
      throw e;
    }
  }

  /**
   * Hands it its boot frame, and returns what it answers; this process then has nothing to do with
   * it any more.
   *
   * @throws EOFException if it has ended without an answer
   * @throws IOException if there is none in time, or the wait is interrupted; it is then killed
   */
  public String answer(byte[] frame, long millis) throws IOException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(answer), "zproc-background-start");
    reader.setDaemon(true);
    boolean answered = false;
    try (OutputStream pipe = process.getOutputStream()) {
      reader.start();
      pipe.write(frame);
      pipe.flush();
      String word = answer.get(millis, TimeUnit.MILLISECONDS);
      answered = true;
      return word;
    } catch (ExecutionException e) {
      throw new EOFException("it has ended before it was ready");
    } catch (TimeoutException e) {
      throw new IOException("it was not ready within " + shown(millis), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it starts", e);
    } finally {
      if (!answered) {
        process.toHandle().destroyForcibly();
      }
      line.delete();
    }
  }

  private static String shown(long millis) {
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }

  private void read(CompletableFuture<String> answer) {
    try (InputStream in = process.getInputStream()) {
      answer.complete(new DataInputStream(in).readUTF());
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
  }
}
