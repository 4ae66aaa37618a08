package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.output.OneWriteStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Ends this process because a thread of zproc has died, without which it would wait for ever for
 * what does not come. Its stderr says why.
 *
 * <p>Threads: called by the thread that dies.
 */
public final class Fault {

  /** Begins as what the JVM prints when it ends itself for the same reason. */
  private static final byte[] OUT_OF_MEMORY =
      ("Terminating due to java.lang.OutOfMemoryError, in a thread of zproc; it may be memory other"
              + " than the heap, such as direct buffers (-XX:MaxDirectMemorySize)\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

  private Fault() {}

  /** Ends it; never returns, and needs no memory that is not there. */
  public static void end(Throwable thrown) {
    int code = thrown instanceof OutOfMemoryError ? ExitCodes.OUT_OF_MEMORY : ExitCodes.FAULT;
    try {
      if (code == ExitCodes.OUT_OF_MEMORY) {
        STDERR.write(OUT_OF_MEMORY);
      } else {
        thrown.printStackTrace(OneWriteStream.own());
      }
    } catch (Throwable e) {
      // Then the exit code has to say it alone.
    }
    while (true) {
      try {
        Lifelines.cutAll();
        Runtime.getRuntime().halt(code);
      } catch (Throwable e) {
        // Once more: there is nothing else that this process may do.
      }
    }
  }
}
