package dev.zproc.runtime.internal.ssh;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a class path comes to, as a JVM takes it: each jar and folder that is there, once, in order;
 * what a jar names in its manifest right behind it, since it would not find it on the other side.
 */
final class ClassPathEntries {

  private final Set<Path> entries = new LinkedHashSet<>();

  private ClassPathEntries() {}

  /**
   * The entries of {@code classPath}.
   *
   * @throws IOException if a jar cannot be read
   */
  static List<Path> of(String classPath) throws IOException {
    ClassPathEntries all = new ClassPathEntries();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.equals("*") || entry.endsWith(File.separator + "*") || entry.endsWith("/*")) {
        all.addJarsIn(Path.of(entry.substring(0, entry.length() - 1)));
      } else {
        all.add(Path.of(entry));
      }
    }
    return List.copyOf(all.entries);
  }

  private void addJarsIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
      files.forEach(jars::add);
    }
    jars.sort(null);
    for (Path jar : jars) {
      add(jar);
    }
  }

  private void add(Path entry) throws IOException {
    Path path = entry.toAbsolutePath().normalize();
    if (!Files.exists(path) || !entries.add(path) || Files.isDirectory(path)) {
      return; // a JVM takes no notice of what is not there
    }
    for (Path named : named(path)) {
      add(named);
    }
  }

  private static List<Path> named(Path jar) throws IOException {
    Manifest manifest;
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      manifest = file.getManifest();
    } catch (java.util.zip.ZipException e) {
      return List.of(); // of another kind, in which nobody finds a class
    }
    String others =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    List<Path> paths = new ArrayList<>();
    if (others != null) {
      for (String url : others.trim().split("\\s+")) {
        try {
          URI uri = jar.toUri().resolve(url);
          if ("file".equals(uri.getScheme())) {
            paths.add(Path.of(URI.create("file://" + uri.getRawPath())));
          }
        } catch (IllegalArgumentException e) {
          // No address of a file; a JVM takes no notice of it either.
        }
      }
    }
    return paths;
  }
}
