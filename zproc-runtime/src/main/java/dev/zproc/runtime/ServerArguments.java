package dev.zproc.runtime;

import dev.zproc.runtime.internal.access.ServerUri;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a {@link Server} says.
 *
 * @param listen where it is to listen
 * @param credentials the file with its secrets
 * @param create whether that is made if it is not there
 * @param help whether it is only to say what there is to say
 */
record ServerArguments(String listen, Path credentials, boolean create, boolean help) {

  static final String HELP =
      """
      Runs a zproc state server, for programs that share it: ZProc.connect(uri, credentials).

      java -cp CLASSPATH dev.zproc.runtime.Server OPTIONS

        --listen URI         where: zproc+unix:///path/of/a/socket, or zproc+tcp://127.0.0.1:PORT
                             (the port 0 stands for any that is free)
        --credentials FILE   the secrets; the file must be its owner's alone (chmod 600)
        --create             makes that file, with new secrets, if it is not there
        --help               prints this

      Prints one line with its address when it is ready. What it may keep is shares of its heap
      (-Xmx). Ends at SIGTERM, and with the code
        0  when it was asked to
        1  if it cannot start: the address is taken, the file is not there or not private
        2  if the command line is wrong
        3  when its memory was full
        70 when it has failed otherwise
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it makes no sense; the message says what is wrong
   */
  static ServerArguments parse(String[] args) {
    String listen = null;
    Path credentials = null;
    boolean create = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--listen" -> listen = value(args, i++, listen);
        case "--credentials" ->
            credentials =
                Path.of(value(args, i++, credentials == null ? null : credentials.toString()));
        case "--create" -> create = true;
        case "--help", "-h" -> {
          return new ServerArguments("", Path.of(""), false, true);
        }
        default ->
            throw new IllegalArgumentException("'" + args[i] + "' is no option of this program.");
      }
    }
    if (listen == null || credentials == null) {
      throw new IllegalArgumentException(
          (listen == null ? "--listen URI" : "--credentials FILE") + " is missing.");
    }
    String unused = ServerUri.address(listen); // which says what is wrong with it
    return new ServerArguments(listen, credentials, create, false);
  }

  private static String value(String[] args, int at, @Nullable String before) {
    if (before != null) {
      throw new IllegalArgumentException(args[at] + " is there twice.");
    }
    if (at + 1 == args.length || args[at + 1].startsWith("--")) {
      throw new IllegalArgumentException(args[at] + " has no value.");
    }
    return args[at + 1];
  }
}
