package dev.zproc.runtime;

import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.process.RemoteSites;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.ssh.SshLaunch;
import java.util.List;

/** Makes other hosts ready for what is started there. */
final class OtherHosts {

  private OtherHosts() {}

  /**
   * The same JVM on another host; blocks while that is made ready.
   *
   * @param main its main class
   * @param name of the child or swarm
   * @param endpoint where the server of the state is
   */
  static JvmSpec ready(JvmSpec jvm, Host host, Class<?> main, String name, String endpoint) {
    SshLaunch.check(host.ssh(), endpoint);
    try {
      return RemoteSites.prepare(jvm, host.ssh(), main, ParentJvm.current());
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted(
          "interrupted while " + host + " was made ready for '" + name + "'", e);
    }
  }

  /** The JVMs of a swarm's workers, one after the other; at least one. */
  static List<JvmSpec> ready(SwarmOptions swarm, String endpoint) {
    JvmSpec jvm = swarm.jvm(); // what is wrong with it is told here
    return swarm.hosts().isEmpty()
        ? List.of(jvm)
        : swarm.hosts().stream()
            .map(host -> ready(jvm, host, SwarmWorker.class, swarm.name(), endpoint))
            .toList();
  }
}
