package dev.zproc.cli;

import dev.zproc.runtime.Archive;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.access.RuntimeFolders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of this user, by the files that tell of them.
 *
 * @param folders where the files are
 * @param open by their ids, the first opened first: the process that has opened it, and for each
 *     after the first of one process a dot and which one it is
 * @param ended those whose processes are gone, and whose files were still there
 */
record Contexts(
    RuntimeFolders folders, Map<String, RuntimeFolder.Told> open, List<ContextRecord> ended) {

  /** Reads the files, and removes those of contexts that are gone. */
  static Contexts find() {
    try {
      RuntimeFolders folders = RuntimeFolders.ofUser();
      Map<String, RuntimeFolder.Told> open = new LinkedHashMap<>();
      List<ContextRecord> ended = new ArrayList<>();
      Map<Long, Integer> counts = new HashMap<>();
      for (RuntimeFolder.Told told : folders.told()) {
        long pid = told.context().pid();
        if (told.context().name().equals(Archive.class.getName())) {
          continue; // zproc makes an archive of classes, in a JVM that nobody needs to know of
        } else if (told.isOpen()) {
          int count = counts.merge(pid, 1, Integer::sum);
          open.put(count == 1 ? "" + pid : pid + "." + count, told);
        } else {
          ended.add(told.context());
        }
      }
      if (!ended.isEmpty()) {
        folders.sweep();
      }
      return new Contexts(folders, open, ended);
    } catch (IOException unfit) {
      throw new Failure(
          ExitCode.NO_CONTEXT,
          "there is no folder that tells of contexts: "
              + unfit.getMessage()
              + "; -D"
              + RuntimeFolder.PROPERTY
              + " names another, for programs and for zproc (JAVA_TOOL_OPTIONS)");
    }
  }

  /**
   * The one that {@code wanted} means: an id, the name of a background context, or a program's main
   * class, of which packages and outer classes may be left out; null for the only one that there
   * is.
   */
  Target select(@Nullable String wanted) {
    Map<String, RuntimeFolder.Told> found = new LinkedHashMap<>(open);
    if (wanted != null) {
      if (found.containsKey(wanted)) {
        return Target.of(wanted, found.get(wanted));
      }
      boolean isWhole = open.values().stream().anyMatch(told -> isCalled(told, wanted));
      found.values().removeIf(told -> !isCalled(told, wanted) && (isWhole || !ends(told, wanted)));
    }
    if (found.size() == 1) {
      Map.Entry<String, RuntimeFolder.Told> only = found.entrySet().iterator().next();
      return Target.of(only.getKey(), only.getValue());
    }
    throw new Failure(ExitCode.NO_CONTEXT, found.isEmpty() ? none(wanted) : several(wanted, found));
  }

  /** The background context of this name or id. */
  RuntimeFolder.Told background(String wanted) {
    for (RuntimeFolder.Told told : open.values()) {
      if (wanted.equals(told.background())) {
        return told;
      }
    }
    RuntimeFolder.Told found = open.get(wanted);
    if (found == null) {
      throw new Failure(ExitCode.NO_CONTEXT, none(wanted));
    }
    if (found.background() == null) {
      throw new Failure(
          ExitCode.DENIED,
          "context "
              + wanted
              + " ("
              + found.context().name()
              + ") is not in the background; it ends with its program");
    }
    return found;
  }

  /** Whether this is its whole name. */
  private static boolean isCalled(RuntimeFolder.Told told, String wanted) {
    return wanted.equals(told.background()) || ClassNames.isWhole(told.context().name(), wanted);
  }

  /** Whether the name of its main class ends so, or its jar is called so without its folder. */
  private static boolean ends(RuntimeFolder.Told told, String wanted) {
    String name = told.context().name();
    return name.endsWith(".jar")
        ? wanted.equals(name.substring(name.lastIndexOf('/') + 1))
        : ClassNames.endsWith(name, wanted);
  }

  private String several(@Nullable String wanted, Map<String, RuntimeFolder.Told> found) {
    return (wanted == null ? "several contexts are open" : "several are called '" + wanted + "'")
        + "; say which with -c: "
        + list(found);
  }

  private String none(@Nullable String wanted) {
    for (ContextRecord gone : ended) {
      if (wanted != null && (wanted.equals("" + gone.pid()) || wanted.equals(gone.name()))) {
        return "process "
            + gone.pid()
            + " ("
            + gone.name()
            + ") has ended without closing its context, which is gone with it";
      }
    }
    if (open.isEmpty()) {
      return "no context of this user is open"
          + (wanted == null ? "" : ", so none is '" + wanted + "'")
          + "; programs tell of theirs in "
          + folders
          + " as long as they run";
    }
    return "no context is '" + wanted + "'; open are: " + list(open);
  }

  private static String list(Map<String, RuntimeFolder.Told> all) {
    return all.entrySet().stream()
        .map(each -> each.getKey() + " (" + each.getValue().context().name() + ")")
        .collect(Collectors.joining(", "));
  }
}
