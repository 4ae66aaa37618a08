package dev.zproc.runtime.internal.ssh;

import dev.zproc.runtime.failure.HostFailedException;
import java.util.Collection;
import java.util.List;

/** What a look at another host comes to: a site, or one sentence on why there is none. */
final class SiteLook {

  /** The release of Java that this library needs. */
  private static final int OLDEST = 17;

  /** Leaves room in the 108 bytes that Linux has for the path of a socket. */
  private static final int MAX_FOLDER_CHARS = 75;

  private SiteLook() {}

  static SshSite site(
      SshHost host, SshAnswer found, Collection<ContentFile> files, int release, String main) {
    if (found.code() == SshAnswer.SSH_FAILED) {
      throw failed(host, unreachable(host, found.stderr()));
    }
    String folder = found.value("folder");
    if (folder.isEmpty()) {
      throw failed(
          host,
          found.says("nofolder")
              ? "the cache of zproc there (~/.cache/zproc) cannot be made: "
                  + found.stderr()
                  + "; see whether there is room, and whose the folder is"
              : "it runs no /bin/sh that answers (code "
                  + found.code()
                  + ": "
                  + found.stderr()
                  + "); only systems with a POSIX shell can run children");
    }
    if (folder.length() > MAX_FOLDER_CHARS) {
      throw failed(
          host,
          "the cache of zproc there, "
              + folder
              + ", has too long a name for a socket in it; let XDG_CACHE_HOME name another there");
    }
    if (folder.indexOf(':') >= 0) {
      throw failed(
          host, "the cache of zproc there, " + folder + ", has a ':' in its name, as no path may");
    }
    String home = found.value("home");
    if (home.isEmpty()) {
      throw failed(host, noJava(host, found));
    }
    int there = release(found.value("release"));
    if (there < OLDEST) {
      throw failed(
          host,
          "its Java at "
              + home
              + " is release "
              + found.value("release")
              + ", and zproc needs "
              + OLDEST
              + " or newer; "
              + CHOOSE);
    }
    if (there < release) {
      throw failed(
          host,
          "its Java at "
              + home
              + " is release "
              + there
              + ", and "
              + main
              + " is compiled for "
              + release
              + "; "
              + CHOOSE
              + ", or compile with --release "
              + there);
    }
    if (!found.says("done")) {
      throw failed(host, "its cache of zproc cannot be looked at: " + found.stderr());
    }
    List<String> jars = files.stream().map(file -> folder + "/jars/" + file.name()).toList();
    return new SshSite(host, folder, home, jars, null);
  }

  private static final String CHOOSE = "choose another with java(…) of the host";

  private static String noJava(SshHost host, SshAnswer found) {
    String java = found.value("java");
    if (!java.isEmpty()) {
      return "its " + java + " does not say what it is, as a Java does; " + CHOOSE;
    }
    return host.java() != null
        ? "it has no Java at " + host.java() + "; " + CHOOSE
        : "it has no Java: JAVA_HOME is not set there and no \"java\" is on the PATH that ssh gives;"
            + " install one, or name it with java(…) of the host";
  }

  /** The sentence for what {@code ssh} said when it failed. */
  static String unreachable(SshHost host, String stderr) {
    String why = stderr.isEmpty() ? "it says no more" : stderr;
    String hint =
        stderr.contains("Permission denied")
            ? "see that a key for it is in your agent or your ssh config: nobody can be asked for a"
                + " password"
            : stderr.contains("Host key verification failed")
                ? "connect once by hand, with \"ssh "
                    + host.target()
                    + "\", to accept its key; or find out why it has changed"
                : stderr.contains("forwarding failed") || stderr.contains("forward")
                    ? "its sshd must allow forwarding: AllowStreamLocalForwarding,"
                        + " DisableForwarding in sshd_config, restrictions of the key"
                    : "see whether \"ssh " + host.target() + " true\" works";
    return "ssh could not connect: " + why + "; " + hint;
  }

  /** What kept jars from being stored. */
  static HostFailedException notStored(SshSite site, SshAnswer answer) {
    SshHost host = site.host();
    if (answer.code() == SshAnswer.SSH_FAILED) {
      return failed(host, unreachable(host, answer.stderr()));
    }
    String damaged = answer.value("damaged");
    return failed(
        host,
        !damaged.isEmpty()
            ? "a jar has changed while it was sent (" + damaged + "); try again"
            : "the class path could not be stored in "
                + site.folder()
                + " there: "
                + answer.stderr()
                + (answer.stderr().contains("No space") ? "; make room there" : ""));
  }

  private static int release(String text) {
    try {
      return Integer.parseInt(text.startsWith("1.") ? text.substring(2) : text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static HostFailedException failed(SshHost host, String problem) {
    return new HostFailedException(host.target(), problem, null);
  }
}
