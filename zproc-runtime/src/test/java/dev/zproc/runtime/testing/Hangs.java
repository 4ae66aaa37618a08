package dev.zproc.runtime.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Prints what every thread of this JVM and of all JVMs below it does when a test has hung, before
 * it fails. Registered for all tests of all modules.
 */
public final class Hangs implements PreInterruptCallback {

  private static final int JCMD_SECONDS = 10;

  @Override
  public void beforeThreadInterrupt(PreInterruptContext hung, ExtensionContext context)
      throws IOException, InterruptedException {
    System.err.printf(
        "%s of %s hangs in %s%n",
        context.getDisplayName(),
        context.getTestClass().map(Class::getName).orElse("no class"),
        hung.getThreadToInterrupt());
    print(ProcessHandle.current(), System.err);
    for (ProcessHandle process : Fixtures.all()) {
      print(process, System.err);
    }
  }

  private static void print(ProcessHandle process, PrintStream out)
      throws IOException, InterruptedException {
    String command = process.info().command().orElse("");
    out.printf(
        "--- process %d, child of %d: %s%n",
        process.pid(),
        process.parent().map(ProcessHandle::pid).orElse(0L),
        process.info().commandLine().orElse("?").replaceFirst(" -cp \\S+", ""));
    out.flush();
    if (!command.endsWith("java")) {
      return;
    }
    Path log = Path.of(System.getProperty("java.io.tmpdir"), "stacks." + process.pid());
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                "" + process.pid(),
                "Thread.print")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!jcmd.waitFor(JCMD_SECONDS, TimeUnit.SECONDS)) {
      jcmd.destroyForcibly().waitFor();
      out.println("does not answer; is it stopped?");
    }
    try {
      out.write(Files.readAllBytes(log));
      out.flush();
    } finally {
      Files.delete(log);
    }
  }
}
