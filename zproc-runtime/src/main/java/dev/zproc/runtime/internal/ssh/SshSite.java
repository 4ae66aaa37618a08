package dev.zproc.runtime.internal.ssh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host that is ready for a child: what has been found there, and where its class path is.
 *
 * @param host the host
 * @param folder the cache of zproc there
 * @param javaHome the Java there
 * @param jars the class path there
 * @param beside where another server is, seen from here, that children there are to reach; null if
 *     there is none
 */
public record SshSite(
    SshHost host, String folder, String javaHome, List<String> jars, @Nullable String beside) {

  public SshSite {
    jars = List.copyOf(jars);
  }

  /** The same for children that are to reach another server, too. */
  public SshSite beside(@Nullable String endpoint) {
    return new SshSite(host, folder, javaHome, jars, endpoint);
  }

  /** The class path there, in one text. */
  public String classPath() {
    return String.join(":", jars);
  }

  /** Where JVMs report their own crashes there. */
  public String crashes() {
    return folder + "/crash";
  }
}
