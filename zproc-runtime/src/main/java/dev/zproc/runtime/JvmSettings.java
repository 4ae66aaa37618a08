package dev.zproc.runtime;

import dev.zproc.runtime.internal.process.CodePath;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.JvmSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is settled when a JVM starts, that of a child, of a swarm's worker, or one that waits for a
 * call; each method returns {@code this}.
 *
 * <p>Threads: not safe.
 *
 * @param <O> the options themselves
 */
public abstract sealed class JvmSettings<O extends JvmSettings<O>>
    permits ChildOptions, ServerJvmOptions, StandbyOptions, SwarmOptions {

  private final List<String> jvmArgs = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, Optional<String>> environment = new HashMap<>();
  private Output output;
  private List<Path> classPath;
  private @Nullable String heap;
  private @Nullable Path directory;
  private @Nullable Path javaHome;

  JvmSettings(ZProcOptions context) {
    this.output = context.output();
    this.classPath = context.classPath;
    environment.putAll(context.environment());
  }

  /** These options, by their own type. */
  abstract O self();

  /** Begins with what an annotation says. */
  final void begin(@Nullable String defaultHeap, List<String> defaultArgs) {
    heap = defaultHeap;
    jvmArgs.addAll(defaultArgs);
  }

  /**
   * Limits its heap, as {@code -Xmx} spells it: {@code 256m}.
   *
   * @throws IllegalArgumentException if that is no number with a unit (k, m, g or t), or less than
   *     2 MiB
   */
  public O heap(String heap) {
    this.heap = HeapSize.checked(heap);
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

  /**
   * Lets it run on another Java installation than this process, of release 17 or newer. Whether it
   * is one shows when the JVM starts: a child then ends as {@code StartFailed}.
   */
  public O javaHome(Path javaHome) {
    this.javaHome = javaHome;
    return self();
  }

  /** Says where its output goes; the default is that of the context. */
  public O output(Output output) {
    this.output = output;
    return self();
  }

  Output output() {
    return output;
  }

  Debugging debugging() {
    return Debugging.OFF;
  }

  /** The JVM that runs {@code main}. */
  final JvmSpec jvm(Class<?> main) {
    return new JvmSpec(
        main.getName(),
        main.getModule().getName(),
        classPath.isEmpty() ? CodePath.of(main) : CodePath.of(classPath),
        javaHome,
        heap,
        jvmArgs,
        properties,
        directory,
        environment,
        debugging());
  }
}
