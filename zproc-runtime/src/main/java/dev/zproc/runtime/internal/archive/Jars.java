package dev.zproc.runtime.internal.archive;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What is in the entries of a class path. */
final class Jars {

  private Jars() {}

  /** Whether {@code entry}, a jar or a folder, has this file; false if it is neither. */
  static boolean has(File entry, String name) throws IOException {
    if (entry.isDirectory()) {
      return new File(entry, name).isFile();
    }
    if (!entry.isFile()) {
      return false;
    }
    try (ZipFile jar = new ZipFile(entry)) {
      return jar.getEntry(name) != null;
    } catch (ZipException e) {
      return false; // a file of another kind, in which nobody finds a class
    }
  }

  /**
   * The names of the classes and resources in {@code jar} that somebody could find there instead of
   * elsewhere; all jars have a manifest, a licence and the like.
   */
  static List<String> names(File jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile file = new ZipFile(jar)) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        boolean counts = !name.startsWith("META-INF/") || name.startsWith("META-INF/services/");
        if (counts && !entry.isDirectory() && !name.equals("module-info.class")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Whether {@code entry} has any of these files. */
  static boolean hasAny(File entry, Collection<String> names) throws IOException {
    if (entry.isDirectory()) {
      return hasAnyInFolder(entry, names);
    }
    if (!entry.isFile()) {
      return false;
    }
    try (ZipFile jar = new ZipFile(entry)) {
      // A jar that brings others with it may have anything.
      return jar.getEntry("META-INF/INDEX.LIST") != null
          || namesOthers(entry)
          || names.stream().anyMatch(name -> jar.getEntry(name) != null);
    } catch (ZipException e) {
      return false;
    }
  }

  /** Whether its manifest puts other jars on the class path, right behind it. */
  static boolean namesOthers(File jar) throws IOException {
    try (JarFile file = new JarFile(jar, false)) {
      return file.getManifest() != null
          && file.getManifest().getMainAttributes().getValue("Class-Path") != null;
    }
  }

  private static boolean hasAnyInFolder(File folder, Collection<String> names) {
    Set<String> missing = new HashSet<>();
    for (String name : names) {
      String parent = name.substring(0, Math.max(name.lastIndexOf('/'), 0));
      if (missing.contains(parent)) {
        continue;
      }
      if (!parent.isEmpty() && !new File(folder, parent).isDirectory()) {
        missing.add(parent);
      } else if (new File(folder, name).exists()) {
        return true;
      }
    }
    return false;
  }
}
