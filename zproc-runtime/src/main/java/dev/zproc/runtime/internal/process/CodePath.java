package dev.zproc.runtime.internal.process;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a child finds its classes, seen from where its parent has them.
 *
 * @param classPath its class path, in one text; null for the paths of the parent
 * @param launcher the class that runs its main class from within a jar of jars; null if the JVM can
 */
public record CodePath(@Nullable String classPath, @Nullable String launcher) {

  /** The class path, or module path, with which the parent was started. */
  public static final CodePath INHERITED = new CodePath(null, null);

  private static final String SPRING_BOOT = "org.springframework.boot.loader.";

  /** From the release 3.2 on, and before. */
  private static final List<String> SPRING_BOOT_LAUNCHERS =
      List.of(SPRING_BOOT + "launch.PropertiesLauncher", SPRING_BOOT + "PropertiesLauncher");

  /**
   * Where {@code main} is found if it is run.
   *
   * @throws IllegalStateException if that cannot be found out; its message says what to do
   */
  public static CodePath of(Class<?> main) {
    Module module = main.getModule();
    if (module.isNamed()) {
      if (module.getLayer() == ModuleLayer.boot()) {
        return INHERITED;
      }
      throw unknown(main, "is in a module layer of its own");
    }
    ClassLoader loader = main.getClassLoader();
    ClassLoader system = ClassLoader.getSystemClassLoader();
    String resource = main.getName().replace('.', '/') + ".class";
    if (isAbove(loader, system) || system.getResource(resource) != null) {
      return INHERITED;
    }
    if (loader.getClass().getName().startsWith(SPRING_BOOT)) {
      return new CodePath(null, springBootLauncher(main, system));
    }
    URL where = loader instanceof URLClassLoader ? loader.getResource(resource) : null;
    if (where == null) {
      throw unknown(main, "does not tell where it has its classes from");
    }
    return new CodePath(urls(main, loader, system), null);
  }

  /**
   * The class path of these entries.
   *
   * @throws IllegalArgumentException if one cannot stand on a class path
   */
  public static CodePath of(List<Path> entries) {
    for (Path entry : entries) {
      if (entry.toString().contains(File.pathSeparator)) {
        throw new IllegalArgumentException(
            "classPath: '"
                + entry
                + "' holds a '"
                + File.pathSeparator
                + "', which separates paths");
      }
    }
    return new CodePath(
        entries.stream()
            .map(entry -> entry.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)),
        null);
  }

  /** Whether it is {@code loader} or one that it asks first. */
  private static boolean isAbove(@Nullable ClassLoader loader, @Nullable ClassLoader below) {
    for (ClassLoader each = below; each != null; each = each.getParent()) {
      if (each == loader) {
        return true;
      }
    }
    return loader == null;
  }

  private static String springBootLauncher(Class<?> main, ClassLoader system) {
    for (String launcher : SPRING_BOOT_LAUNCHERS) {
      if (system.getResource(launcher.replace('.', '/') + ".class") != null) {
        return launcher;
      }
    }
    throw unknown(main, "is Spring Boot's, whose PropertiesLauncher is not there");
  }

  /** The parents' first, as they are asked first; what the JVM was started with at the end. */
  private static String urls(Class<?> main, ClassLoader loader, ClassLoader system) {
    List<URLClassLoader> chain = new ArrayList<>();
    for (ClassLoader each = loader;
        each != null && !isAbove(each, system);
        each = each.getParent()) {
      if (each instanceof URLClassLoader urls) {
        chain.add(0, urls);
      }
    }
    Set<String> entries = new LinkedHashSet<>();
    for (URLClassLoader each : chain) {
      for (URL url : each.getURLs()) {
        entries.add(file(main, url));
      }
    }
    String own = System.getProperty("java.class.path", "");
    Arrays.stream(own.split(File.pathSeparator)).filter(e -> !e.isEmpty()).forEach(entries::add);
    return String.join(File.pathSeparator, entries);
  }

  private static String file(Class<?> main, URL url) {
    try {
      URI uri = url.toURI();
      String path = "file".equals(uri.getScheme()) ? Path.of(uri).toString() : "";
      if (path.isEmpty() || path.contains(File.pathSeparator)) {
        throw unknown(main, "has classes at " + url + ", which no class path can name");
      }
      return path;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw unknown(main, "has classes at " + url + ", which is no file");
    }
  }

  private static IllegalStateException unknown(Class<?> main, String why) {
    return new IllegalStateException(
        "A JVM of its own would not find "
            + main.getName()
            + ": its class loader, "
            + main.getClassLoader()
            + ", "
            + why
            + ". Say where its classes, and all that they need, are with classPath(…) at the spawn,"
            + " or for all children with ZProc.open(o -> o.classPath(…)).");
  }
}
