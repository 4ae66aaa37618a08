package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The options with which this JVM was started.
 *
 * <p>The JDK tells them through {@code java.management} only, which takes a JVM tens of
 * milliseconds to load and may not be there; so the command line is read where the system shows it,
 * and the JDK is asked only if that does not do: because the options stand in a file, or no {@code
 * java} has started this JVM.
 */
final class OwnOptions {

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  /** Those that may have their value in the next word; the JVM itself knows {@code name=value}. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--add-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--enable-native-access",
          "--limit-modules",
          "--patch-module",
          "--upgrade-module-path",
          "--illegal-native-access",
          "--sun-misc-unsafe-memory-access",
          "--finalization",
          "--enable-final-field-mutation",
          "--illegal-final-field-mutation",
          "--source",
          "--module-path",
          "--class-path");

  /** The release from which on a manifest can allow native access; those before ignore it. */
  private static final int NATIVE_ACCESS_SINCE = 22;

  private static final Set<String> PATHS = Set.of("-cp", "-classpath", "-p");

  private static final Set<String> BEFORE_MAIN = Set.of("-jar", "-m", "--module");

  private OwnOptions() {}

  /** Those of this JVM, in order, each in one word; without those of the environment. */
  static List<String> current() {
    List<String> options = of(commandLine());
    return options != null ? options : managed();
  }

  /** The options in {@code words}, of which the first is the program; null if it does not say. */
  static @Nullable List<String> of(List<String> words) {
    if (words.isEmpty() || !Path.of(words.get(0)).endsWith("java")) {
      return null;
    }
    List<String> options = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("@")) {
        return null; // they stand in a file
      }
      if (word.equals("-jar") && i + 1 < words.size()) {
        addManifest(options, words.get(i + 1));
      }
      if (!word.startsWith("-") || BEFORE_MAIN.contains(word) || word.startsWith("--module=")) {
        break;
      }
      if (PATHS.contains(word)) {
        i++;
      } else if (WITH_VALUE.contains(word) && i + 1 < words.size()) {
        options.add(word + "=" + words.get(++i));
      } else {
        options.add(word);
      }
    }
    return List.copyOf(options);
  }

  /** A jar that is run may open modules, too; one that is on a class path may not. */
  private static void addManifest(List<String> options, String jar) {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      if (manifest != null) {
        Attributes attributes = manifest.getMainAttributes();
        addManifest(options, "--add-exports=", attributes.getValue("Add-Exports"));
        addManifest(options, "--add-opens=", attributes.getValue("Add-Opens"));
        String nativeAccess = attributes.getValue("Enable-Native-Access");
        if (nativeAccess != null && Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
          options.add("--enable-native-access=" + nativeAccess.trim());
        }
      }
    } catch (IOException e) {
      // It is gone, or another one: what runs now cannot be known.
    }
  }

  private static void addManifest(List<String> options, String option, @Nullable String packages) {
    if (packages != null) {
      for (String name : packages.trim().split("\\s+")) {
        options.add(option + name + "=ALL-UNNAMED");
      }
    }
  }

  private static List<String> commandLine() {
    try {
      Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
      return List.of(Files.readString(COMMAND_LINE, charset).split("\0"));
    } catch (IOException | IllegalArgumentException e) {
      return List.of(); // not on Linux, or nothing that can be read
    }
  }

  private static List<String> managed() {
    if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
      return List.of();
    }
    List<String> options =
        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    String jar = System.getProperty("java.class.path", "");
    String command = System.getProperty("sun.java.command", "");
    if (!jar.isEmpty() && (command + " ").startsWith(jar + " ")) {
      addManifest(options, jar); // the name of a jar stands where else that of a class does
    }
    return options;
  }
}
