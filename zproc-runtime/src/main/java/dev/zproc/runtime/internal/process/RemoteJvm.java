package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.ssh.SshHost;
import dev.zproc.runtime.internal.ssh.SshLaunch;
import dev.zproc.runtime.internal.ssh.SshSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JVM on another host, as seen from here: the {@code ssh} that runs it.
 *
 * @param jvm that process
 * @param hold what it is held by
 * @param first what it is to be fed first
 */
record RemoteJvm(ForkedJvm jvm, RemoteHold hold, byte[] first) {

  /** What is the parent's there, and not ours; the launcher puts the right one in its place. */
  private static final int NO_PARENT = 0;

  /** Options that name files of this machine. */
  private static final List<String> OF_THIS_MACHINE =
      List.of(
          "-javaagent:",
          "-agentpath:",
          "-Xbootclasspath",
          "--patch-module=",
          "--upgrade-module-path=",
          "-Djava.library.path=",
          "-Djava.security.policy=",
          "-XX:SharedArchiveFile=");

  /** Lets {@code ssh} have no part in what the whole group is sent: that is the root's. */
  private static final List<String> DEAF =
      List.of("/bin/sh", "-c", "trap '' INT QUIT HUP TERM; exec \"$0\" \"$@\"");

  /**
   * Starts one.
   *
   * @param inheritsOut whether its stdout is this process's own instead of a pipe
   * @throws IOException if ssh cannot be run; nothing is left behind
   */
  static RemoteJvm start(JvmSpec spec, BootFrame frame, boolean inheritsOut, ParentJvm parent)
      throws IOException {
    SshSite site = Objects.requireNonNull(spec.site());
    SshLaunch launch = SshLaunch.begin(site, frame.endpoint());
    byte[] bytes = frame.at(launch.endpoint()).encode();
    String marker = marker(site.host(), frame.name());
    JavaCommand command = command(spec, site, marker, launch.beside(), parent);
    List<String> words = new ArrayList<>(DEAF);
    words.addAll(
        launch.command(
            command.words(),
            marker,
            spec.environment(),
            spec.directory() == null ? null : spec.directory().toString(),
            bytes.length));
    Process ssh = Forker.fork(words, inheritsOut, Map.of(), null);
    RemoteHold hold = new RemoteHold(site.host(), launch, ssh, command.toString());
    ArgumentFile line = new ArgumentFile(words, null);
    return new RemoteJvm(new ForkedJvm(ssh, command, line, 0, () -> {}), hold, launch.stdin(bytes));
  }

  /** The command line there. */
  static JavaCommand command(JvmSpec spec, String name, ParentJvm parent) {
    SshSite site = Objects.requireNonNull(spec.site());
    return command(spec, site, marker(site.host(), name), null, parent);
  }

  private static String marker(SshHost host, String name) {
    // The JVM looks once a second, and ends at the look after so many in vain.
    int silence = (int) Math.max(2, host.keepAlive().toSeconds() - 1);
    return Marker.argument(NO_PARENT, Marker.ASIDE, silence, name);
  }

  private static JavaCommand command(
      JvmSpec spec, SshSite site, String marker, @Nullable String beside, ParentJvm parent) {
    Map<String, String> properties = new HashMap<>(spec.properties());
    if (beside != null) {
      properties.put(SshLaunch.BESIDE, beside);
    }
    JvmSpec there =
        new JvmSpec(
            spec.mainClass(),
            null,
            new CodePath(site.classPath(), spec.codePath().launcher()),
            null,
            spec.heap(),
            spec.jvmArgs(),
            properties,
            null,
            Map.of(),
            Debugging.OFF);
    return JavaCommand.of(there, 0, marker, there(site, parent), Path.of(site.crashes()));
  }

  /** What the JVM there takes over from this one, which is not where it runs. */
  private static ParentJvm there(SshSite site, ParentJvm parent) {
    return new ParentJvm(
        name ->
            switch (name) {
              case "java.home" -> site.javaHome();
              case "os.name" -> "Linux"; // or another one with slashes
              case "sun.jnu.encoding" -> "US-ASCII"; // what it is there nobody knows
              case "file.encoding",
                  "stdout.encoding",
                  "stderr.encoding",
                  "sun.stdout.encoding",
                  "sun.stderr.encoding" ->
                  parent.properties().apply(name);
              default -> null;
            },
        Map.of(),
        List.of(),
        parent.options().stream()
            .filter(option -> OF_THIS_MACHINE.stream().noneMatch(option::startsWith))
            .toList());
  }
}
