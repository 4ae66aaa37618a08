package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A {@code -javaagent} of the parent, and what a child has of it.
 *
 * <p>JaCoCo is known by its manifest. Several JVMs may add to one of its files, as they lock it,
 * and send to one server; but a port to listen at only one can have, and a file that is begun anew
 * would lose what others have written.
 *
 * @param jar the path of its jar
 * @param options what stands behind the equals sign; null if there is none
 */
record JavaAgent(String jar, @Nullable String options) {

  static final String PREFIX = "-javaagent:";

  private static final String JACOCO = "org.jacoco.agent.rt.";
  private static final String FILE = "destfile=";
  private static final String FILE_IF_NOT_SAID = "jacoco.exec";

  static JavaAgent of(String option) {
    int equals = option.indexOf('=');
    return equals < 0
        ? new JavaAgent(option.substring(PREFIX.length()), null)
        : new JavaAgent(option.substring(PREFIX.length(), equals), option.substring(equals + 1));
  }

  /** Whether it counts which code runs. */
  boolean isJacoco() {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      String main =
          manifest == null ? null : manifest.getMainAttributes().getValue("Premain-Class");
      return main != null && main.startsWith(JACOCO);
    } catch (IOException e) {
      return false; // then this JVM has not started with it either
    }
  }

  /**
   * The option for a child; empty if it cannot have the agent.
   *
   * @param here where relative paths begin, if the child runs elsewhere
   */
  Optional<String> inherited(@Nullable Path here) {
    String given = options;
    if (isJacoco()) {
      List<String> all = given == null ? List.of() : Arrays.asList(given.split(","));
      if (all.contains("append=false")
          || all.contains("output=tcpserver")
          || all.contains("output=none")
          || all.contains("jmx=true")) {
        return Optional.empty();
      }
      if (here != null) {
        given = withFileFrom(here, all);
      }
    }
    String path = here == null ? jar : here.resolve(jar).toString();
    return Optional.of(PREFIX + path + (given == null ? "" : "=" + given));
  }

  private static String withFileFrom(Path here, List<String> all) {
    String file =
        all.stream()
            .filter(option -> option.startsWith(FILE))
            .map(option -> option.substring(FILE.length()))
            .findFirst()
            .orElse(FILE_IF_NOT_SAID);
    StringBuilder options = new StringBuilder(FILE).append(here.resolve(file));
    all.stream()
        .filter(option -> !option.startsWith(FILE))
        .forEach(option -> options.append(',').append(option));
    return options.toString();
  }
}
