package dev.zproc.runtime.internal.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which JVM options a child has because its parent has them.
 *
 * <p>Those of the environment are meant for every JVM that is started in it, agents included; they
 * go on the child's command line instead, because a JVM that finds them in its environment says so
 * on stderr. Left out is what only one process can have: debuggers, and other ports. Those of the
 * parent's own command line are meant for the parent, but for those without which the same classes
 * would not do the same: what opens modules, assertions, preview features; and JaCoCo, which counts
 * what runs in all processes of a test.
 *
 * @param before those that come before the rest of the command line
 * @param after those that come last
 */
record InheritedOptions(List<String> before, List<String> after) {

  private static final String CARRIED = "ZPROC_";

  private static final List<String> ONLY_ONE_CAN_HAVE =
      List.of(
          "-agentlib:jdwp",
          "-Xrunjdwp",
          "-Xdebug",
          "-Xnoagent",
          "-Dcom.sun.management.jmxremote.port=",
          "-Dcom.sun.management.jmxremote.rmi.port=",
          "-XX:Flags=",
          "-XX:VMOptionsFile=");

  private static final List<String> CLASSES_NEED =
      List.of(
          "--add-modules=",
          "--add-exports=",
          "--add-opens=",
          "--add-reads=",
          "--enable-native-access=",
          "--limit-modules=",
          "--patch-module=",
          "--upgrade-module-path=",
          "--illegal-native-access=",
          "--sun-misc-unsafe-memory-access=",
          "--finalization=",
          "--enable-final-field-mutation=",
          "--illegal-final-field-mutation=",
          "-Xbootclasspath/a:",
          "-Djava.library.path=",
          "-Djava.system.class.loader=",
          "-Djava.security.manager",
          "-Djava.security.policy=",
          "--enable-preview",
          "-ea",
          "-da",
          "-esa",
          "-dsa",
          "-enableassertions",
          "-disableassertions",
          "-enablesystemassertions",
          "-disablesystemassertions");

  /** Those that older releases do not know, and the first that does. */
  private static final Map<String, Integer> SINCE =
      Map.of(
          "--finalization=", 18,
          "--sun-misc-unsafe-memory-access=", 23,
          "--illegal-native-access=", 24,
          "--enable-final-field-mutation=", 26,
          "--illegal-final-field-mutation=", 26);

  /** Decides; what the spawn itself sets in the environment is taken as it stands. */
  static InheritedOptions of(ParentJvm host, JvmSpec jvm) {
    Map<String, Optional<String>> changes = jvm.environment();
    Path directory = jvm.directory();
    Path home = jvm.javaHome();
    int release = home == null ? Integer.MAX_VALUE : JavaRelease.of(home);
    Function<String, Stream<String>> variable = name -> options(name, host, changes);
    Function<String, Stream<String>> agents =
        option ->
            option.startsWith(JavaAgent.PREFIX)
                ? agent(option, host, directory)
                : Stream.of(option);
    List<String> before =
        Stream.of(
                variable.apply("JAVA_TOOL_OPTIONS"),
                variable.apply("JDK_JAVA_OPTIONS"),
                host.options().stream()
                    .filter(InheritedOptions::isNeeded)
                    .filter(option -> isKnown(option, release)))
            .flatMap(options -> options)
            .flatMap(agents)
            .toList();
    return new InheritedOptions(
        withoutRepeatedAgents(before), variable.apply("_JAVA_OPTIONS").flatMap(agents).toList());
  }

  /**
   * What is to be changed of the environment: the variables with options are renamed, so that the
   * child does not see them but its own children get them.
   */
  static Map<String, Optional<String>> environment(
      ParentJvm host, Map<String, Optional<String>> changes) {
    Map<String, Optional<String>> all = new HashMap<>(changes);
    for (String name : ToolOptions.VARIABLES) {
      Optional<String> value = value(name, host, changes);
      all.put(name, Optional.empty());
      all.put(CARRIED + name, value);
    }
    return all;
  }

  private static Optional<String> value(
      String name, ParentJvm host, Map<String, Optional<String>> changes) {
    Optional<String> change = changes.get(name);
    String own = host.environment().get(name);
    return change != null
        ? change
        : Optional.ofNullable(own != null ? own : host.environment().get(CARRIED + name));
  }

  private static Stream<String> options(
      String name, ParentJvm host, Map<String, Optional<String>> changes) {
    List<String> options = ToolOptions.split(value(name, host, changes).orElse(""));
    return changes.containsKey(name)
        ? options.stream()
        : options.stream()
            .filter(option -> ONLY_ONE_CAN_HAVE.stream().noneMatch(option::startsWith));
  }

  private static boolean isKnown(String option, int release) {
    return SINCE.entrySet().stream()
        .noneMatch(since -> option.startsWith(since.getKey()) && release < since.getValue());
  }

  private static boolean isNeeded(String option) {
    return CLASSES_NEED.stream().anyMatch(option::startsWith)
        || option.startsWith(JavaAgent.PREFIX) && JavaAgent.of(option).isJacoco();
  }

  private static Stream<String> agent(String option, ParentJvm host, @Nullable Path directory) {
    Path here = directory == null ? null : Path.of(host.property("user.dir", ""));
    return JavaAgent.of(option).inherited(here).stream();
  }

  /** A JVM takes the same agent twice, and then it does everything twice. */
  private static List<String> withoutRepeatedAgents(List<String> options) {
    List<String> kept = new ArrayList<>();
    for (String option : options) {
      if (!option.startsWith(JavaAgent.PREFIX) || !kept.contains(option)) {
        kept.add(option);
      }
    }
    return List.copyOf(kept);
  }
}
