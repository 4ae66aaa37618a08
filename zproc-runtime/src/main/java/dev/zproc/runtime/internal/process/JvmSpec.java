package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.ssh.SshSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which JVM a child gets, and which class it runs.
 *
 * @param mainClass the binary name of the generated main class
 * @param mainModule the module that it is in, or null if that is the class path
 * @param codePath where it finds its classes
 * @param javaHome the Java installation to use, or null for the parent's own
 * @param heap the largest heap as {@code -Xmx} spells it, or null for the JVM's own choice
 * @param jvmArgs the user's options, one each; they come last and so win over zproc's
 * @param properties the user's system properties
 * @param directory where the child runs, or null for where the parent runs
 * @param environment variables to add, or to take away if they have no value
 * @param debugging whether a debugger may attach
 * @param site the other host that it runs on, made ready; null for this one
 */
public record JvmSpec(
    String mainClass,
    @Nullable String mainModule,
    CodePath codePath,
    @Nullable Path javaHome,
    @Nullable String heap,
    List<String> jvmArgs,
    Map<String, String> properties,
    @Nullable Path directory,
    Map<String, Optional<String>> environment,
    Debugging debugging,
    @Nullable SshSite site) {

  public JvmSpec {
    jvmArgs = List.copyOf(jvmArgs);
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  /** One on this machine. */
  public JvmSpec(
      String mainClass,
      @Nullable String mainModule,
      CodePath codePath,
      @Nullable Path javaHome,
      @Nullable String heap,
      List<String> jvmArgs,
      Map<String, String> properties,
      @Nullable Path directory,
      Map<String, Optional<String>> environment,
      Debugging debugging) {
    this(
        mainClass,
        mainModule,
        codePath,
        javaHome,
        heap,
        jvmArgs,
        properties,
        directory,
        environment,
        debugging,
        null);
  }

  /** The same, which is to reach another server, too, if it is on another host. */
  public JvmSpec beside(String endpoint) {
    return site == null ? this : at(site.beside(endpoint), environment);
  }

  /** The same on another host. */
  JvmSpec at(SshSite other, Map<String, Optional<String>> variables) {
    return new JvmSpec(
        mainClass,
        mainModule,
        codePath,
        javaHome,
        heap,
        jvmArgs,
        properties,
        directory,
        variables,
        debugging,
        other);
  }

  /**
   * The same for whoever forks it in the place of this process: what it would have inherited from
   * this one it is told, but for a module path, and the environment.
   */
  public JvmSpec fixed(ParentJvm host) {
    Path here = Path.of(host.property("user.dir", ""));
    CodePath code = codePath;
    if (code.classPath() == null && host.properties().apply("jdk.module.path") == null) {
      String own = JavaCommand.seenFrom(here, host.property("java.class.path", ""), host);
      code = new CodePath(own, code.launcher());
    }
    return new JvmSpec(
        mainClass,
        mainModule,
        code,
        javaHome == null ? Path.of(host.property("java.home", "")) : javaHome,
        heap,
        jvmArgs,
        properties,
        directory == null ? here : here.resolve(directory),
        environment,
        debugging,
        site);
  }
}
