package dev.zproc.runtime;

import dev.zproc.runtime.internal.console.Console;
import dev.zproc.runtime.internal.console.Consoles;
import java.io.IOException;
import java.net.URI;

/** The console of a context. */
record ContextConsole(Console console) {

  /**
   * Opens it.
   *
   * @throws IllegalStateException if there is none on the class path, or its port is taken
   */
  static ContextConsole open(ContextView view, ConsoleOptions options) {
    Console console;
    try {
      console = Consoles.provider().open(options.port(), view);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the console cannot listen on port "
              + options.port()
              + " of the loopback interface: "
              + e.getMessage()
              + "; leave the port out, and any that is free is taken",
          e);
    }
    if (options.isPrinted()) {
      System.err.println("console of " + view.program() + ": " + console.address());
    }
    return new ContextConsole(console);
  }

  URI address() {
    return console.address();
  }

  void close() {
    console.close();
  }
}
