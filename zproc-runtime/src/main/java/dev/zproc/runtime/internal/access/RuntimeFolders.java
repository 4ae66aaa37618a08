package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All folders in which contexts of this user may be told of. A program tells of its own in {@link
 * RuntimeFolder#ofUser}, which is another one for a service, which has no {@code XDG_RUNTIME_DIR},
 * than for whoever is logged in: so whoever looks looks into both. Where {@link
 * RuntimeFolder#PROPERTY} names a folder there is only that one.
 *
 * <p>Threads: safe for use by many threads and processes.
 *
 * @param all that of this process first
 */
public record RuntimeFolders(List<RuntimeFolder> all) {

  /**
   * Those of this user. That of this process is made if it is not there; others are left out where
   * they are not, or are not this user's alone.
   *
   * @throws IOException as {@link RuntimeFolder#ofUser}
   */
  public static RuntimeFolders ofUser() throws IOException {
    return of(RuntimeFolder.ofUser(), others());
  }

  static RuntimeFolders of(RuntimeFolder own, List<Path> others) {
    List<RuntimeFolder> all = new ArrayList<>(List.of(own));
    Set<Path> seen = new HashSet<>(Set.of(own.path()));
    for (Path other : others) {
      if (seen.add(other) && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)) {
        try {
          all.add(RuntimeFolder.at(other));
        } catch (IOException unfit) {
          // Another's, who is not to be believed what contexts there are.
        }
      }
    }
    return new RuntimeFolders(List.copyOf(all));
  }

  private static List<Path> others() {
    if (System.getProperty(RuntimeFolder.PROPERTY) != null) {
      return List.of();
    }
    List<Path> others = new ArrayList<>();
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      others.add(Path.of("/run/user/" + user, RuntimeFolder.NAME));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException elsewhere) {
      // Not on Linux.
    }
    others.add(RuntimeFolder.amongTemporaryFiles());
    return others;
  }

  /** What tells of the background context {@code name}; null if none of that name runs. */
  public @Nullable ContextRecord background(String name) {
    for (RuntimeFolder folder : all) {
      ContextRecord found = folder.background(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The names of the background contexts that run, in order. */
  public List<String> backgrounds() throws IOException {
    Set<String> names = new TreeSet<>();
    for (RuntimeFolder folder : all) {
      names.addAll(folder.backgrounds());
    }
    return List.copyOf(names);
  }

  /** All of which there are files, also of processes that have ended; first opened first. */
  public List<RuntimeFolder.Told> told() throws IOException {
    List<RuntimeFolder.Told> told = new ArrayList<>();
    for (RuntimeFolder folder : all) {
      told.addAll(folder.told());
    }
    told.sort(Comparator.comparing((RuntimeFolder.Told each) -> each.context().opened()));
    return told;
  }

  /** Removes what those have left that are gone. */
  public void sweep() {
    all.forEach(RuntimeFolder::sweep);
  }

  /** Where they are, for people. */
  @Override
  public String toString() {
    return String.join(" and ", all.stream().map(folder -> folder.path().toString()).toList());
  }
}
