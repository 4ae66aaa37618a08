package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.ssh.ShellText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts a child so that the pipe which is its lifeline is no stdin: programs that the child starts
 * with its own stdin would wait for what never comes there. Java cannot choose descriptors, so a
 * shell does, which moves the pipe to another one, puts {@code /dev/null} in its place and becomes
 * the JVM: same process, same arguments.
 *
 * <p>Where there is no such shell, or it would change more than that, the pipe stays the stdin. It
 * would change the environment where variables have names that are none to a shell, as in {@code
 * spring.profiles.active}, or are its own.
 */
final class EmptyStdin {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final String SCRIPT = "exec \"$0\" \"$@\" 3<&0 </dev/null";

  /** What a shell sets by itself; if the child is not to have one, it is taken away again. */
  private static final List<String> SET = List.of("PWD", "OLDPWD", "SHLVL");

  private EmptyStdin() {}

  /**
   * The descriptor at which the child finds its lifeline: {@link Marker#ASIDE}, or 0.
   *
   * @param program the program to start
   * @param changes what is changed of the environment for it
   */
  static int descriptor(String program, ParentJvm host, Map<String, Optional<String>> changes) {
    return !host.isWindows()
            && Files.isExecutable(SHELL)
            && Files.isDirectory(Path.of("/proc/self/fd"))
            && Files.isExecutable(Path.of(program)) // else the error of the JDK says more
            && variables(host, changes).stream().allMatch(ShellText::isVariable)
        ? Marker.ASIDE
        : 0;
  }

  /** The command line that starts {@code command} with an empty stdin. */
  static List<String> around(
      List<String> command, ParentJvm host, Map<String, Optional<String>> changes) {
    Set<String> variables = variables(host, changes);
    List<String> surplus = SET.stream().filter(name -> !variables.contains(name)).toList();
    String script =
        surplus.isEmpty() ? SCRIPT : "unset " + String.join(" ", surplus) + "; " + SCRIPT;
    List<String> words = new ArrayList<>(List.of(SHELL.toString(), "-c", script));
    words.addAll(command);
    return words;
  }

  private static Set<String> variables(ParentJvm host, Map<String, Optional<String>> changes) {
    Set<String> names = new HashSet<>(host.environment().keySet());
    changes.forEach(
        (name, value) -> {
          if (value.isPresent()) {
            names.add(name);
          } else {
            names.remove(name);
          }
        });
    return names;
  }
}
