package dev.zproc.runtime.internal.process;

import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a child's command line takes over from the JVM that starts it.
 *
 * @param properties the system properties, by name
 * @param environment the environment variables
 * @param modules the modules of the application that the JVM has resolved; empty on the class path
 * @param options the options of the JVM's own command line
 * @param threads runs children as threads of this JVM; null where they are processes
 */
public record ParentJvm(
    Function<String, @Nullable String> properties,
    Map<String, String> environment,
    List<String> modules,
    List<String> options,
    @Nullable ThreadMain threads) {

  /** One that starts processes. */
  public ParentJvm(
      Function<String, @Nullable String> properties,
      Map<String, String> environment,
      List<String> modules,
      List<String> options) {
    this(properties, environment, modules, options, null);
  }

  /** This one, which starts threads if {@code main} is not null. */
  public ParentJvm withThreads(@Nullable ThreadMain main) {
    return new ParentJvm(properties, environment, modules, options, main);
  }

  /** This JVM, as it is now. */
  public static ParentJvm current() {
    return new ParentJvm(
        System::getProperty, System.getenv(), applicationModules(), OwnOptions.current());
  }

  /** This one, which puts into {@code asked} what it is asked for. */
  ParentJvm recordedIn(Map<String, Optional<String>> asked) {
    return new ParentJvm(
        name -> {
          String value = properties.apply(name);
          asked.put(name, Optional.ofNullable(value));
          return value;
        },
        environment,
        modules,
        options,
        threads);
  }

  /** The property, or {@code otherwise} if it is not set. */
  String property(String name, String otherwise) {
    String value = properties.apply(name);
    return value != null ? value : otherwise;
  }

  /** The character set in which words are passed to a new process, and are read by a JVM. */
  Charset wordCharset() {
    return Charset.forName(property("sun.jnu.encoding", "UTF-8"));
  }

  /** Whether {@code word} can be passed to a new process: the locale may lack its characters. */
  boolean canPass(String word) {
    return wordCharset().newEncoder().canEncode(word);
  }

  boolean isWindows() {
    return property("os.name", "").startsWith("Windows");
  }

  private static List<String> applicationModules() {
    if (System.getProperty("jdk.module.path") == null) {
      return List.of();
    }
    return ModuleLayer.boot().configuration().modules().stream()
        .filter(ParentJvm::isOfApplication)
        .map(ResolvedModule::name)
        .sorted()
        .toList();
  }

  private static boolean isOfApplication(ResolvedModule module) {
    return module
        .reference()
        .location()
        .map(URI::getScheme)
        .filter(scheme -> !scheme.equals("jrt"))
        .isPresent();
  }
}
