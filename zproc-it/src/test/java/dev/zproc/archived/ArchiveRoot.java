package dev.zproc.archived;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.Transport;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A root process outside of zproc's own packages, as those of users are, that starts children and
 * prints which archive they use, and what comes of one.
 */
final class ArchiveRoot {

  private static final CountDownLatch TOLD = new CountDownLatch(1);

  private ArchiveRoot() {}

  /** The name of the archive that this JVM has mapped into its memory; empty if there is none. */
  @ChildProcess
  static String archive() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      if (line.endsWith(".jsa") && !line.contains("/lib/server/")) {
        return Path.of(line.substring(line.indexOf('/'))).getFileName().toString();
      }
    }
    return "";
  }

  /**
   * Runs it.
   *
   * @param args {@code once}, for one child; {@code twice}, for another one when the log has said
   *     what has come of the making; {@code off}, for one without; {@code logged}, for a child and
   *     a worker over each transport whose JVMs say in the folder that the second argument names
   *     which classes they load
   */
  public static void main(String[] args) throws Exception {
    Printing.install();
    if (args[0].equals("logged")) {
      for (Transport transport : Transport.values()) {
        logged(transport, args[1] + "/" + transport);
      }
      return;
    }
    try (ZProc zproc = ZProc.open(options -> configure(options, args[0]))) {
      System.out.println("first " + zproc.spawn(ArchiveRootLauncher.archive()).join());
      if (!args[0].equals("off") && !TOLD.await(2, TimeUnit.MINUTES)) {
        System.out.println("nothing was told");
      }
      if (args[0].equals("twice")) {
        System.out.println("second " + zproc.spawn(ArchiveRootLauncher.archive()).join());
        System.out.println("children " + zproc.children().size());
      }
    }
  }

  private static void logged(Transport transport, String file) {
    String log = "-Xlog:class+load:file=" + file;
    try (ZProc zproc = ZProc.open(options -> options.transport(transport));
        Swarm swarm = zproc.swarm(s -> s.workers(1).jvmArgs(log + "-worker.log"))) {
      zproc.spawn(ArchiveRootLauncher.archive(), s -> s.jvmArgs(log + "-child.log")).join();
      swarm.map(List.of("one"), item -> ArchiveRootLauncher.archive());
    }
  }

  private static void configure(ZProcOptions options, String mode) {
    if (mode.equals("off")) {
      options.archive(false);
    }
  }

  /** Apart, since a child has no use for a logger. */
  private static final class Printing extends Handler {

    /** Kept, so that what is set on it stays. */
    private static final Logger LOGGER = Logger.getLogger("dev.zproc.runtime.internal.archive");

    static void install() {
      LOGGER.setLevel(Level.FINE);
      LOGGER.setUseParentHandlers(false);
      LOGGER.addHandler(new Printing());
    }

    @Override
    public void publish(LogRecord record) {
      System.out.println("log " + record.getMessage());
      TOLD.countDown();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
