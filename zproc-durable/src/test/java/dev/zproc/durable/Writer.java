package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.key;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.testing.Engines;
import java.io.PrintStream;
import java.nio.file.Path;

/** Adds to a counter until it is killed, and says each result that it was told. */
final class Writer {

  /** How many are under way at a time. */
  static final int WINDOW = 64;

  private Writer() {}

  public static void main(String[] args) throws Exception {
    Durable.Level level = Durable.Level.valueOf(args[1]);
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out));
    try (Engines engines = new Engines(DurableOptions.of(Path.of(args[0]), level))) {
      Entry there = Engines.get(engines.root.read(key("n"))).entry();
      out.println("found " + (there == null ? 0 : Scalar.number(there.value())));
      var session = engines.child();
      var window = new java.util.concurrent.Semaphore(WINDOW);
      while (true) {
        window.acquire();
        Commit add = Commit.of(new Operation.Add(key("n"), Scalar.of(1L), Scalar.of(0L)));
        session
            .commit(add)
            .thenAccept(
                done -> {
                  out.println(Scalar.number(done.results().get(0).current().value()));
                  window.release();
                });
      }
    }
  }
}
