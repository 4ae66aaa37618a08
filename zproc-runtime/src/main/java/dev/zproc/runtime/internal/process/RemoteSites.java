package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.archive.ClassArchives;
import dev.zproc.runtime.internal.ssh.ShellText;
import dev.zproc.runtime.internal.ssh.SshHost;
import dev.zproc.runtime.internal.ssh.SshSite;
import dev.zproc.runtime.internal.ssh.SshSites;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes another host ready for a JVM. */
public final class RemoteSites {

  /** The version of class files of Java 1, less one. */
  private static final int BEFORE_FIRST = 44;

  private static final int MAGIC = 0xCAFEBABE;

  private RemoteSites() {}

  /**
   * The same JVM on another host, which is ready for it; blocks while that is asked and sent what
   * it lacks.
   *
   * @param main its main class
   * @throws IllegalArgumentException if it cannot run on another host as it is; the message says
   *     what to leave out
   * @throws dev.zproc.runtime.failure.HostFailedException if the host is of no use
   * @throws dev.zproc.runtime.failure.LimitExceededException if the class path is too large
   */
  public static JvmSpec prepare(JvmSpec jvm, SshHost host, Class<?> main, ParentJvm here)
      throws InterruptedException {
    if (jvm.debugging() != Debugging.OFF) {
      throw refused(host, "a debugger cannot attach to it; leave debug() out");
    }
    if (jvm.javaHome() != null) {
      throw refused(
          host,
          "javaHome(…) is one of this machine; name that of the other with java(…) of the host");
    }
    Map<String, Optional<String>> environment = new HashMap<>(jvm.environment());
    environment.remove(ClassArchives.SETTING); // an archive of this machine
    for (String name : environment.keySet()) {
      if (!ShellText.isVariable(name)) {
        throw refused(host, "no shell there passes the variable '" + name + "' on; leave it out");
      }
    }
    String classPath = jvm.codePath().classPath();
    if (classPath == null) {
      if (here.properties().apply("jdk.module.path") != null) {
        throw refused(
            host,
            "the modules of this program are not sent; name the class path of its children with"
                + " classPath(…)");
      }
      classPath = here.property("java.class.path", "");
    }
    SshSite site =
        SshSites.prepare(
            host,
            classPath,
            release(main),
            main.getName(),
            command -> Forker.fork(command, false, Map.of(), null));
    return jvm.at(site, environment);
  }

  private static IllegalArgumentException refused(SshHost host, String why) {
    return new IllegalArgumentException("on(" + host.target() + "): " + why);
  }

  /** The oldest release that can run {@code main}. */
  private static int release(Class<?> main) {
    String name = main.getName();
    try (InputStream file =
        main.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      if (file != null) {
        DataInputStream in = new DataInputStream(file);
        if (in.readInt() == MAGIC) {
          in.readUnsignedShort();
          return in.readUnsignedShort() - BEFORE_FIRST;
        }
      }
    } catch (IOException e) {
      // Then the JVM there finds out.
    }
    return 0;
  }
}
