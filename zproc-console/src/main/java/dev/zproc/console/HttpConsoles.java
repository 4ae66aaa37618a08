package dev.zproc.console;

import dev.zproc.runtime.internal.console.Console;
import dev.zproc.runtime.internal.console.ConsoleProvider;
import dev.zproc.runtime.internal.console.ObservedContext;
import java.io.IOException;

/** Opens consoles that browsers see. */
public final class HttpConsoles implements ConsoleProvider {

  /** For the service loader. */
  public HttpConsoles() {}

  @Override
  public Console open(int port, ObservedContext context) throws IOException {
    return HttpConsole.open(port, context);
  }
}
