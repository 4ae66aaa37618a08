package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.process.CodePath;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.SpawnDefaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What JVM the process of a child or of a swarm's worker gets; each method returns {@code this}.
 *
 * <p>Threads: not safe; used while the call runs that takes them.
 *
 * @param <O> the options themselves
 */
public abstract sealed class JvmOptions<O extends JvmOptions<O>>
    permits ChildOptions, SwarmOptions {

  private final ChildEntry<?> entry;
  private final List<String> jvmArgs;
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, Optional<String>> environment = new HashMap<>();
  private String name;
  private Output output;
  private List<Path> classPath;
  private Duration startTimeout;
  private Duration stopTimeout;
  private @Nullable String heap;
  private @Nullable Path directory;
  private @Nullable Path javaHome;

  JvmOptions(ChildEntry<?> entry, String name, ZProcOptions context) {
    SpawnDefaults defaults = entry.defaults();
    this.entry = entry;
    this.name = name;
    this.output = context.output();
    this.classPath = context.classPath();
    this.jvmArgs = new ArrayList<>(defaults.jvmArgs());
    this.heap = defaults.heap();
    this.startTimeout = Durations.bounded(Duration.ofMillis(defaults.startTimeoutMillis()));
    this.stopTimeout = Durations.bounded(Duration.ofMillis(defaults.stopTimeoutMillis()));
  }

  /** These options, by their own type. */
  abstract O self();

  /** Names the child; another one of that name gets {@code #2} behind it. */
  public O name(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a child's name must not be blank");
    }
    this.name = name;
    return self();
  }

  /** Limits its heap, as {@code -Xmx} spells it: {@code 256m}. */
  public O heap(String heap) {
    this.heap = heap;
    return self();
  }

  /** Adds options for its JVM, one each, behind those of the annotation. */
  public O jvmArgs(String... options) {
    jvmArgs.addAll(List.of(options));
    return self();
  }

  /** Sets one of its system properties. */
  public O systemProperty(String name, String value) {
    properties.put(name, value);
    return self();
  }

  /**
   * Sets one of its environment variables, or takes it away with null; it has the others of ours.
   *
   * <p>{@code JAVA_TOOL_OPTIONS}, {@code JDK_JAVA_OPTIONS} and {@code _JAVA_OPTIONS} go on its
   * command line instead, and on those of its own children: ours without debuggers and JMX ports,
   * those set here as they stand.
   */
  public O env(String name, @Nullable String value) {
    environment.put(name, Optional.ofNullable(value));
    return self();
  }

  /** Lets it run in another directory than this process. */
  public O directory(Path directory) {
    if (!directory.toFile().toPath().equals(directory)) {
      throw new IllegalArgumentException(
          "the name of the directory '"
              + directory
              + "' is no text in this JVM's encoding of file"
              + " names (sun.jnu.encoding), so that the process would start in another one");
    }
    this.directory = directory;
    return self();
  }

  /**
   * Gives it another class path than it inherits: for a program whose classes come from a class
   * loader of its own. Without this the child has the class path of this JVM, or that of the {@code
   * URLClassLoader} that its class comes from, or the jar of jars of Spring Boot.
   *
   * @param entries jars and folders; {@code lib/*} stands for all jars in {@code lib}
   */
  public O classPath(Path... entries) {
    this.classPath = List.of(entries);
    return self();
  }

  /** Lets it run on another Java installation than this process. */
  public O javaHome(Path javaHome) {
    this.javaHome = javaHome;
    return self();
  }

  /**
   * Kills it, as one that could not start, when an attempt has taken longer until its method
   * begins, or until it waits for its condition; {@link Duration#ZERO}, the default, for never. The
   * time counts from the fork.
   */
  public O startTimeout(Duration startTimeout) {
    this.startTimeout = notNegative(startTimeout);
    return self();
  }

  /** Says where its output goes; the default is that of the context. */
  public O output(Output output) {
    this.output = output;
    return self();
  }

  /**
   * Says how long it has to end when it is stopped, before it gets SIGTERM; 2 s later it gets
   * SIGKILL. With {@link Duration#ZERO} it gets SIGTERM at once. When its method is over, its
   * process has as long to end, 2 s at least, before it gets SIGKILL; its end is then what the
   * method's was.
   */
  public O stopTimeout(Duration stopTimeout) {
    this.stopTimeout = notNegative(stopTimeout);
    return self();
  }

  static Duration notNegative(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a time-out must not be negative, as is " + timeout);
    }
    return Durations.bounded(timeout);
  }

  String name() {
    return name;
  }

  Output output() {
    return output;
  }

  Duration startTimeout() {
    return startTimeout;
  }

  Duration stopTimeout() {
    return stopTimeout;
  }

  JvmSpec jvm(Debugging debugging) {
    return new JvmSpec(
        entry.getClass().getName(),
        entry.getClass().getModule().getName(),
        classPath.isEmpty() ? CodePath.of(entry.getClass()) : CodePath.of(classPath),
        javaHome,
        heap,
        jvmArgs,
        properties,
        directory,
        environment,
        debugging);
  }
}
