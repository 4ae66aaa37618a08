package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the contexts of this user are told of, for tools: a file for each that is
 * open. It is {@code zproc} in {@code $XDG_RUNTIME_DIR}, else {@code zproc-run-USER} in the folder
 * for temporary files; {@code -Dzproc.runtime.folder} names another. Nobody else may enter it, and
 * it is no link: else it is not used.
 *
 * <p>Threads: safe for use by many threads and processes.
 */
public final class RuntimeFolder {

  /** Names another folder. */
  public static final String PROPERTY = "zproc.runtime.folder";

  /** What it is called where it need not be told whose it is. */
  static final String NAME = "zproc";

  private static final String SUFFIX = ".context";
  private static final String BACKGROUND = "background-";
  private static final String COMMENT =
      "A zproc context, for tools: whoever reads this file can look into its state.";

  private static final String DRAFT = ".draft";

  /** How many files of others are looked at when one is written. */
  private static final int MAX_SWEPT = 200;

  /** How long a draft may lie here: none is one for longer than an instant. */
  private static final Duration DRAFTS = Duration.ofDays(1);

  /** How long the log of a background context stays that was killed, and is not written to. */
  private static final Duration LOGS = Duration.ofDays(30);

  /** How long a file stays of which nobody here can tell whether its context is open. */
  private static final Duration OUT_OF_SIGHT = Duration.ofDays(30);

  private final Path folder;

  private RuntimeFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * That of this user, made if it is not there.
   *
   * @throws IOException if there is none that is this user's alone; the message says why
   */
  public static RuntimeFolder ofUser() throws IOException {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return at(Path.of(named).toAbsolutePath());
    }
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && Path.of(runtime).isAbsolute()) {
      try {
        PrivateFiles.checkFolder(Path.of(runtime));
        return at(Path.of(runtime, NAME));
      } catch (IOException unfit) {
        // Such as that of the user who has become another one with su.
      }
    }
    return at(amongTemporaryFiles());
  }

  static Path amongTemporaryFiles() {
    String user = System.getProperty("user.name", "user");
    return Path.of(System.getProperty("java.io.tmpdir", ".")).resolve(fallback(user));
  }

  private static String fallback(String user) {
    StringBuilder name = new StringBuilder("zproc-run-");
    for (char each : user.toCharArray()) {
      name.append(each < 128 && Character.isLetterOrDigit(each) ? each : '_');
    }
    return name.toString();
  }

  /**
   * The one at {@code folder}, made if it is not there.
   *
   * @throws IOException if it is not this user's alone, or a link; the message says which
   */
  public static RuntimeFolder at(Path folder) throws IOException {
    PrivateFiles.folder(folder);
    return new RuntimeFolder(folder);
  }

  /** A file that tells of a context. */
  public record Published(Path file) {

    /** Removes it. */
    public void remove() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException left) {
        // The next one sweeps.
      }
    }
  }

  /** Tells of a context, and removes what those have left that are gone. */
  public Published publish(ContextRecord context) throws IOException {
    sweep();
    String name = context.pid() + "-" + Long.toHexString(System.nanoTime());
    Path file = folder.resolve(name + SUFFIX);
    Path draft = draft(context, name);
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE); // so that nobody reads half of it
    } finally {
      Files.deleteIfExists(draft);
    }
    return new Published(file);
  }

  /**
   * Tells of the background context {@code name}.
   *
   * @throws FileAlreadyExistsException if one of that name runs
   */
  public Published publish(String name, ContextRecord context) throws IOException {
    sweep();
    Path file = folder.resolve(BACKGROUND + name + SUFFIX);
    Path draft = draft(context, BACKGROUND + name);
    removeIfOver(file); // as a sweep need not have come to it
    try {
      Files.createLink(file, draft); // fails if there is one, which a move would replace
    } finally {
      Files.deleteIfExists(draft);
    }
    return new Published(file);
  }

  /** What tells of the background context {@code name}; null if none of that name runs. */
  public @Nullable ContextRecord background(String name) {
    ContextRecord found = read(folder.resolve(BACKGROUND + name + SUFFIX));
    return found != null && isOpen(found) ? found : null;
  }

  /** The names of the background contexts that run, in order. */
  public List<String> backgrounds() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : list(BACKGROUND + "*" + SUFFIX)) {
      String name = backgroundName(file);
      if (name != null && background(name) != null) {
        names.add(name);
      }
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** The log of the background context {@code name}, made if it is not there. */
  public Path log(String name) throws IOException {
    Path log = folder.resolve(BACKGROUND + name + ".log");
    try {
      PrivateFiles.create(log, new byte[0]);
    } catch (FileAlreadyExistsException there) {
      // One that was killed has left it; what comes is added, and nobody is to take it for old.
      Files.setLastModifiedTime(log, FileTime.from(Instant.now()));
    }
    return log;
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  private Path draft(ContextRecord context, String name) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("zproc-context", "1");
    words.put("uri", context.uri());
    words.put("pid", Long.toString(context.pid()));
    words.put("started", context.started());
    if (!context.place().isEmpty()) {
      words.put("place", context.place());
    }
    words.put("name", context.name());
    words.put("opened", Long.toString(context.opened().toEpochMilli()));
    byte[] bytes = KeyFile.encode(COMMENT, words, context.secrets());
    Path draft = beside(name);
    try {
      PrivateFiles.create(draft, bytes);
      return draft;
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** A name that nobody has, for what is nothing yet, or nothing any more. */
  private Path beside(String name) {
    return folder.resolve(name + "-" + Long.toHexString(System.nanoTime()) + DRAFT);
  }

  /** Those of which there are files here and whose processes live, the first opened first. */
  public List<ContextRecord> contexts() throws IOException {
    return told().stream().map(Told::context).filter(ContextRecord::isAlive).toList();
  }

  /**
   * A context as a file tells of it.
   *
   * @param background its name, if it is one in the background
   */
  public record Told(ContextRecord context, @Nullable String background) {

    /** Whether its process lives or, which may not be seen from here, its server listens. */
    public boolean isOpen() {
      return RuntimeFolder.isOpen(context);
    }
  }

  /** All of which there are files here, also of processes that have ended; first opened first. */
  public List<Told> told() throws IOException {
    List<Told> all = new ArrayList<>();
    for (Path file : list("*" + SUFFIX)) {
      ContextRecord found = read(file);
      if (found != null) {
        all.add(new Told(found, backgroundName(file)));
      }
    }
    all.sort(Comparator.comparing((Told each) -> each.context().opened()));
    return all;
  }

  private static @Nullable String backgroundName(Path file) {
    String all = file.getFileName().toString();
    return all.startsWith(BACKGROUND)
        ? all.substring(BACKGROUND.length(), all.length() - SUFFIX.length())
        : null;
  }

  /** Null if it has just gone, or is none. */
  private static @Nullable ContextRecord read(Path file) {
    try {
      KeyFile read = KeyFile.decode(PrivateFiles.read(file, LinkOption.NOFOLLOW_LINKS));
      Map<String, String> words = read.words();
      String uri = words.get("uri");
      String pid = words.get("pid");
      if (uri == null || pid == null) {
        return null;
      }
      return new ContextRecord(
          uri,
          Long.parseLong(pid),
          words.getOrDefault("started", ""),
          words.getOrDefault("place", ""),
          words.getOrDefault("name", "?"),
          Instant.ofEpochMilli(Long.parseLong(words.getOrDefault("opened", "0"))),
          read.secrets());
    } catch (IOException | NumberFormatException unfit) {
      return null;
    }
  }

  private List<Path> list(String names) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      files.forEach(all::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return all;
  }

  /** Removes what those have left that are gone. */
  public void sweep() {
    try {
      List<Path> told = list("*" + SUFFIX);
      if (told.size() > MAX_SWEPT) {
        Collections.shuffle(told); // so that each has its turn in the end
      }
      for (Path file : told.subList(0, Math.min(told.size(), MAX_SWEPT))) {
        ContextRecord found = read(file);
        if (found != null && (!found.isOutOfSight() || isOlder(file, OUT_OF_SIGHT))) {
          removeIfOver(file);
        }
      }
      for (Path file : list("*{" + DRAFT + ",.log,.log.1}")) {
        boolean draft = file.toString().endsWith(DRAFT);
        if (isOlder(file, draft ? DRAFTS : LOGS) && (draft || !Files.exists(contextOf(file)))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException left) {
      // The next one sweeps.
    }
  }

  /** What tells of the background context whose log that is. */
  private Path contextOf(Path log) {
    String name = log.getFileName().toString();
    return folder.resolve(name.replaceFirst("\\.log(\\.1)?$", SUFFIX));
  }

  private static boolean isOlder(Path file, Duration age) throws IOException {
    try {
      FileTime changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
      return changed.toInstant().isBefore(Instant.now().minus(age));
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /**
   * Removes what tells of a context that is not open any more. It is moved away first, and looked
   * at again: another process may have removed it meanwhile, and told of a context of its own.
   */
  private void removeIfOver(Path file) throws IOException {
    ContextRecord found = read(file);
    if (found == null || isOpen(found)) {
      return;
    }
    Path away = beside(file.getFileName().toString());
    try {
      Files.move(file, away, StandardCopyOption.ATOMIC_MOVE);
      if (!found.equals(read(away))) {
        Files.createLink(file, away);
      }
    } catch (NoSuchFileException | FileAlreadyExistsException others) {
      // Another process has removed it, or told of a context after that.
    } finally {
      Files.deleteIfExists(away);
    }
  }

  /**
   * A process of another namespace is not seen from here; that its server listens is. Where the
   * process is known to be gone that says nothing, since another may have its port.
   */
  private static boolean isOpen(ContextRecord context) {
    return context.isAlive() || (!context.isGone() && ListenerProbe.isListening(context.uri()));
  }
}
