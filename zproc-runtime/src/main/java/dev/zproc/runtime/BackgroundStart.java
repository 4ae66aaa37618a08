package dev.zproc.runtime;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.access.RuntimeFolders;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.process.DetachedJvm;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.server.Access;
import dev.zproc.runtime.internal.server.OptionsCodec;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How the process of a background context is started, and found. */
final class BackgroundStart {

  private static final long START_MILLIS = 60_000;
  private static final int TAIL_BYTES = 2_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private BackgroundStart() {}

  /**
   * Where a context is that has just been started.
   *
   * @param client by which a program gets in
   */
  record Started(String endpoint, Secret client) {}

  /**
   * Starts the process of a context; returns when it is ready. A thread that was interrupted before
   * does so as any other, and stays interrupted.
   *
   * @throws StorageException if it cannot take up the file of its state
   * @throws IllegalStateException if one of that name runs, or it cannot be started
   */
  static Started start(String name, ZProcOptions options) {
    boolean interrupted = Thread.interrupted();
    try {
      return begin(name, options);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Started begin(String name, ZProcOptions options) {
    checkName(name);
    InsideChild.checkOpenBackground(name);
    if (options.standby > 0) {
      throw new IllegalArgumentException(
          "standby(…) is not for background contexts, whose host starts its children anew");
    }
    if (options.console != null) {
      throw new IllegalArgumentException(
          "console(…) is not for background contexts, whose host has none; leave it out");
    }
    if (options.engine != null) {
      throw new IllegalArgumentException(
          "engine(…) is not for background contexts, whose host keeps the state; leave it out, or"
              + " run dev.zproc.runtime.Server with --engine by a service manager instead");
    }
    options.server(ServerMode.FORKED); // so that no engine is looked for that a property names
    try {
      RuntimeFolder folder = RuntimeFolder.ofUser();
      ContextRecord running = RuntimeFolders.ofUser().background(name);
      if (running != null) {
        throw taken(name, "process " + running.pid());
      }
      Path log = folder.log(name);
      Map<Role, Secret> secrets = Opening.toolSecrets(options);
      Secret client = Secret.random();
      secrets.put(Role.CLIENT, client);
      ServerOptions server = options.server().withAccess(Access.NONE.withSecrets(secrets));
      BackgroundHost.Settings settings =
          new BackgroundHost.Settings(
              name, Opening.program(), folder.path(), log, options.stopTimeout());
      long before = Files.size(log);
      DetachedJvm jvm =
          DetachedJvm.start(
              options.serverJvmOptions().jvm(BackgroundHost.class), name, log, ParentJvm.current());
      boolean ready = false;
      try {
        String endpoint = ready(name, jvm.answer(frame(name, server, settings), START_MILLIS));
        ready = true;
        return new Started(endpoint, client);
      } catch (EOFException ended) {
        throw new IOException(ended.getMessage() + tail(log, before), ended);
      } finally {
        if (!ready && folder.background(name) == null) {
          Files.deleteIfExists(log); // what it has to say has been told
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "the background context '" + name + "' cannot be started: " + e.getMessage(), e);
    }
  }

  private static byte[] frame(String name, ServerOptions server, BackgroundHost.Settings settings) {
    return new BootFrame(
            LibraryRelease.name(),
            ProcessHandle.current().pid(),
            name,
            1,
            1,
            0,
            server.address(),
            Secret.random().reveal(),
            BackgroundHost.class.getName(),
            "",
            new byte[0],
            false,
            List.of(OptionsCodec.encode(server), settings.encode()))
        .encode();
  }

  private static String ready(String name, String answer) throws IOException {
    if (answer.startsWith(BackgroundHost.READY)) {
      return answer.substring(BackgroundHost.READY.length());
    } else if (answer.startsWith(BackgroundHost.TAKEN)) {
      throw taken(name, "another program has just started it");
    } else if (answer.startsWith(BackgroundHost.STORAGE)) {
      throw new StorageException(answer.substring(BackgroundHost.STORAGE.length()));
    }
    throw new IOException(answer);
  }

  private static String tail(Path log, long from) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int begin = (int) Math.max(from, all.length - TAIL_BYTES);
    String text = new String(all, begin, all.length - begin, StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "" : "; its output ended with: " + text;
  }

  private static IllegalStateException taken(String name, String who) {
    return new IllegalStateException(
        "a background context '"
            + name
            + "' runs already ("
            + who
            + "); join it with BackgroundContext.connect(\""
            + name
            + "\"), or choose another name");
  }

  /**
   * What tells of the context {@code name}.
   *
   * @throws IllegalStateException if none of that name runs
   */
  static ContextRecord find(String name) {
    checkName(name);
    try {
      RuntimeFolders folders = RuntimeFolders.ofUser();
      ContextRecord found = folders.background(name);
      if (found == null) {
        List<String> others = folders.backgrounds();
        throw new IllegalStateException(
            "no background context '"
                + name
                + "' of this user runs"
                + (others.isEmpty() ? "" : "; there are " + String.join(", ", others))
                + "; BackgroundContext.open(\""
                + name
                + "\") starts it");
      }
      return found;
    } catch (IOException e) {
      throw new IllegalStateException(unreadable(e), e);
    }
  }

  /** The names of those that run. */
  static List<String> running() {
    try {
      return RuntimeFolders.ofUser().backgrounds();
    } catch (IOException e) {
      throw new IllegalStateException(unreadable(e), e);
    }
  }

  private static String unreadable(IOException e) {
    return "the folder with the contexts of this user cannot be used: " + e.getMessage();
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is no name of a background context: it has 1 to 64 letters, digits, dots, dashes"
              + " and underscores, and begins with a letter or a digit");
    }
  }
}
