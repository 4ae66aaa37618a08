/** A page on which people see a context; found by zproc's runtime, with nothing to call. */
module dev.zproc.console {
  requires dev.zproc.runtime;
  requires static org.jspecify;
  requires jdk.httpserver;

  provides dev.zproc.runtime.internal.console.ConsoleProvider with
      dev.zproc.console.HttpConsoles;
}
