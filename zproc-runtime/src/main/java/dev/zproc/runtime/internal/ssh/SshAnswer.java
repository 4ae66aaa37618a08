package dev.zproc.runtime.internal.ssh;

import dev.zproc.runtime.failure.HostFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A question to another host, and its answer: a script that is run there, fed from here, and read
 * to its end.
 *
 * @param code the exit code of {@code ssh}: that of the script, or {@value #SSH_FAILED}
 * @param lines what the script said, without what shells print by themselves at their start
 * @param stderr what it, or {@code ssh}, wrote there
 */
record SshAnswer(int code, List<String> lines, String stderr) {

  /** What {@code ssh} ends with if it is itself that has failed. */
  static final int SSH_FAILED = 255;

  /** Begins the lines that are meant for us. */
  static final String MARK = "zproc: ";

  private static final int MAX_BYTES = 1 << 20;

  /** How long a stream may stay open when ssh has ended. */
  private static final long LINGER_MILLIS = 1_000;

  /** Writes what the script reads. */
  interface Feed {

    void write(OutputStream stdin) throws IOException;
  }

  /**
   * Asks; blocks until the answer is there.
   *
   * @param limit how long that may take
   * @throws HostFailedException if it takes longer, or there is no {@code ssh}
   * @throws InterruptedException if the caller is interrupted; the question is withdrawn
   */
  static SshAnswer ask(
      SshHost host, String script, Feed feed, Duration limit, SshSites.Starter starter)
      throws InterruptedException {
    Process process;
    try {
      process = starter.start(host.asking(script));
    } catch (IOException e) {
      throw new HostFailedException(
          host.target(),
          "the program \""
              + host.program()
              + "\" cannot be run on this machine ("
              + e.getMessage()
              + "); install the client of OpenSSH, or name it with program(…) of the host",
          e);
    }
    try {
      Drain out = Drain.start(process.getInputStream());
      Drain err = Drain.start(process.getErrorStream());
      Thread writer =
          new Thread(null, () -> feed(process, script, feed), "zproc-ssh-feed", 256 << 10);
      writer.setDaemon(true);
      writer.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new HostFailedException(
            host.target(),
            "it has not answered within "
                + shown(limit)
                + "; see whether \"ssh "
                + host.target()
                + " true\" does, and give it longer with connectTimeout(…) of the host",
            null);
      }
      return new SshAnswer(
          process.exitValue(),
          out.text()
              .lines()
              .filter(line -> line.startsWith(MARK))
              .map(line -> line.substring(MARK.length()))
              .toList(),
          err.text().strip());
    } finally {
      process.destroyForcibly();
    }
  }

  private static void feed(Process process, String script, Feed feed) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(ShellText.bytes(script));
      feed.write(stdin);
    } catch (IOException e) {
      // It has ended, and its exit code and stderr say why; or what it was sent is gone, and it
      // finds that there is too little.
    }
  }

  /** What follows {@code word} in the first line that begins with it; empty if there is none. */
  String value(String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** What follows {@code word} in all lines that begin with it. */
  List<String> values(String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }

  boolean says(String word) {
    return lines.stream().anyMatch(Predicate.isEqual(word));
  }

  /** Reads a stream to its end, in a thread of its own. */
  static final class Drain {

    private final InputStream in;
    private final Thread thread;

    /** What has come so far. Guarded by itself. */
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    private Drain(InputStream in) {
      this.in = in;
      thread = new Thread(null, this::read, "zproc-ssh-answer", 256 << 10);
      thread.setDaemon(true);
    }

    static Drain start(InputStream in) {
      Drain drain = new Drain(in);
      drain.thread.start();
      return drain;
    }

    private void read() {
      byte[] some = new byte[8192];
      try {
        int count;
        while ((count = in.read(some)) >= 0) {
          synchronized (read) {
            read.write(some, 0, Math.min(count, MAX_BYTES - read.size()));
          }
        }
      } catch (IOException e) {
        // That is the end.
      }
    }

    /**
     * What has come, a moment after the process has ended: one that ssh has left behind, as a
     * master of connections, may hold the stream open.
     */
    String text() throws InterruptedException {
      thread.join(LINGER_MILLIS);
      synchronized (read) {
        return read.toString(StandardCharsets.UTF_8); // as scripts are sent
      }
    }
  }

  private static String shown(Duration limit) {
    return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
