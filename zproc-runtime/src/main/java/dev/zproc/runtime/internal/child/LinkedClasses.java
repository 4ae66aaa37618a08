package dev.zproc.runtime.internal.child;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads and links a class and what it names, so that the first call finds that done. Nothing is
 * initialised: what a class does then may be seen by its user.
 *
 * <p>What a class names stands in the constant pool of its file. Of the classes of the same loader
 * what they name is followed too, up to a bound; what cannot be found or loaded is left to the
 * call, which may never need it.
 *
 * <p>Threads: not safe; used by the main thread of a process on standby.
 */
final class LinkedClasses {

  /** How many classes are loaded for one; more would take memory for what is not likely needed. */
  private static final int MOST = 300;

  /** Whose names are followed: the class, what it names, and what those name. */
  private static final int DEEPEST = 2;

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;

  /** By tag, how many bytes a constant has; 0 where there is no such tag. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private record Named(String name, int depth) {}

  private final ClassLoader loader;
  private final Set<String> seen = new HashSet<>();
  private final Queue<Named> waiting = new ArrayDeque<>();

  private LinkedClasses(ClassLoader loader) {
    this.loader = loader;
  }

  /** Loads and links {@code name} and what it names; fails at nothing. */
  static void of(String name, ClassLoader loader) {
    new LinkedClasses(loader).load(name);
  }

  private void load(String first) {
    add(first, 0);
    @Nullable ClassLoader home = null;
    for (Named next = waiting.poll(); next != null; next = waiting.poll()) {
      Class<?> found = link(next.name());
      if (found == null) {
        continue;
      }
      if (home == null) {
        home = found.getClassLoader();
      }
      if (next.depth() <= DEEPEST && home != null && found.getClassLoader() == home) {
        for (String name : names(next.name())) {
          add(name, next.depth() + 1);
        }
      }
    }
  }

  private void add(String name, int depth) {
    if (seen.size() < MOST && seen.add(name)) {
      waiting.add(new Named(name, depth));
    }
  }

  private @Nullable Class<?> link(String name) {
    try {
      Class<?> found = Class.forName(name, false, loader);
      found.getDeclaredConstructors(); // of a class that is linked only: the JVM does that first
      return found;
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
      return null;
    }
  }

  private List<String> names(String name) {
    try (InputStream file = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return file == null ? List.of() : names(new DataInputStream(new BufferedInputStream(file)));
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  /** The classes that the constant pool of a class file names, but for arrays. */
  static List<String> names(DataInputStream file) throws IOException {
    file.readLong(); // magic and version
    int count = file.readUnsignedShort();
    @Nullable String[] texts = new String[count];
    List<Integer> classes = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int tag = file.readUnsignedByte();
      if (tag == UTF8) {
        texts[i] = file.readUTF();
      } else if (tag == CLASS) {
        classes.add(file.readUnsignedShort());
      } else if (tag < SIZES.length && SIZES[tag] > 0) {
        file.skipNBytes(SIZES[tag]);
        i += tag == LONG || tag == DOUBLE ? 1 : 0;
      } else {
        throw new IOException("a class file of another kind, with the constant " + tag);
      }
    }
    List<String> names = new ArrayList<>();
    for (int index : classes) {
      String text = texts[index];
      if (text != null && !text.startsWith("[")) {
        names.add(text.replace('/', '.'));
      }
    }
    return names;
  }
}
