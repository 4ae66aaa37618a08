package dev.zproc.processor.write;

import dev.zproc.processor.model.Origin;
import dev.zproc.processor.type.JavaType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which classes a generated file names by their simple names. The first class of a name has it; any
 * other of the same name is written out with its package.
 *
 * <p>Threads: not safe.
 */
final class Imports {

  /** Stands for a class that the file declares or inherits: nothing else may have its name. */
  private static final String TAKEN = "";

  private final Origin origin;
  private final Map<String, String> owners = new HashMap<>();
  private final SortedSet<String> imported = new TreeSet<>();

  /**
   * Begins a file in the package of {@code origin} in which the names {@code taken} mean others.
   */
  Imports(Origin origin, Collection<String> taken) {
    this.origin = origin;
    taken.forEach(name -> owners.put(name, TAKEN));
  }

  /** How the file names the class itself, without type arguments. */
  String name(JavaType.Declared type) {
    String outer = type.simpleNames().get(0);
    String name = type.simpleNames().size() == 1 ? outer : String.join(".", type.simpleNames());
    String owner = type.packageName().isEmpty() ? outer : type.packageName() + "." + outer;
    String known = owners.putIfAbsent(outer, owner);
    if (known == null) {
      if (isImported(type.packageName())) {
        imported.add(owner);
      }
      return name;
    }
    return known.equals(owner) || type.packageName().isEmpty()
        ? name
        : type.packageName() + "." + name;
  }

  private boolean isImported(String packageName) {
    return !packageName.equals(origin.packageName())
        && (!packageName.equals("java.lang") || origin.shadowsJavaLang());
  }

  /** The names to import, sorted. */
  SortedSet<String> imported() {
    return imported;
  }
}
