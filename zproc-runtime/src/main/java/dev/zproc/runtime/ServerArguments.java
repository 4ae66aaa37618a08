package dev.zproc.runtime;

import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.journal.Durable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a {@link Server} says.
 *
 * @param listen where it is to listen
 * @param credentials the file with its secrets
 * @param create whether that is made if it is not there
 * @param durable where its state is kept; null if it ends with the server
 * @param engine the address of the place where its state is shared; null if it is not
 * @param help whether it is only to say what there is to say
 */
record ServerArguments(
    String listen,
    Path credentials,
    boolean create,
    @Nullable Durable durable,
    @Nullable String engine,
    boolean help) {

  static final String HELP =
      """
      Runs a zproc state server, for programs that share it: ZProc.connect(uri, credentials).

      java -cp CLASSPATH dev.zproc.runtime.Server OPTIONS

        --listen URI         where: zproc+unix:///path/of/a/socket, or zproc+tcp://127.0.0.1:PORT
                             (the port 0 stands for any that is free)
        --credentials FILE   the secrets; the file must be its owner's alone (chmod 600)
        --create             makes that file, with new secrets, if it is not there
        --durable FILE       keeps the state in that file, and goes on with what is there; needs
                             zproc-durable on the class path
        --level LEVEL        what a write survives: memory (an orderly end), process (kill -9; the
                             default) or disk (the loss of power)
        --engine ADDRESS     shares the state with others there, such as on etcd:
                             etcd+http://HOST:PORT,HOST:PORT/PREFIX; needs zproc-etcd on the
                             class path, and does not go with --durable
        --help               prints this

      Prints one line with its address when it is ready. What it may keep is shares of its heap
      (-Xmx). Ends at SIGTERM, and with the code
        0  when it was asked to
        1  if it cannot start: the address is taken, a file is not there, not private or damaged,
           or the engine cannot be reached
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
    String file = null;
    String level = null;
    String engine = null;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--listen" -> listen = value(args, i++, listen);
        case "--credentials" ->
            credentials =
                Path.of(value(args, i++, credentials == null ? null : credentials.toString()));
        case "--create" -> create = true;
        case "--durable" -> file = value(args, i++, file);
        case "--level" -> level = value(args, i++, level);
        case "--engine" -> engine = value(args, i++, engine);
        case "--help", "-h" -> {
          return new ServerArguments("", Path.of(""), false, null, null, true);
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
    Durable durable = durable(file, level);
    if (engine != null && durable != null) {
      throw new IllegalArgumentException(
          "--engine does not go with --durable, since the engine keeps the state: leave one out.");
    }
    return new ServerArguments(listen, credentials, create, durable, engine, false);
  }

  private static @Nullable Durable durable(@Nullable String file, @Nullable String level) {
    Durable.Level found = Durable.Level.PROCESS;
    if (level != null) {
      if (file == null) {
        throw new IllegalArgumentException("--level makes no sense without --durable FILE.");
      }
      found =
          Arrays.stream(Durable.Level.values())
              .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(level))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'" + level + "' is no level: memory, process or disk."));
    }
    return file == null ? null : new Durable(Path.of(file).toAbsolutePath(), found);
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
