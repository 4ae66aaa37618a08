package dev.zproc.runtime.internal.archive;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the JVMs of children start with an archive of the classes that all of them load. Whether
 * there is one changes nothing but the time that they take: whatever is wrong with an archive, they
 * start without.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ClassArchives {

  /**
   * The environment variable that says which archive children use: {@link #OFF} for none, an
   * absolute path for that of this file, anything else for one of the user's folder, which is made
   * if it is not there. Children have it, and so pass it on.
   */
  public static final String SETTING = "ZPROC_ARCHIVE";

  /** No archive. */
  public static final String OFF = "off";

  /** The archive of the user's folder. */
  public static final String AUTOMATIC = "auto";

  private static final String CLASS_PATH = "-cp";

  /** The size and the time of the archives of which this JVM knows that they are whole. */
  private static final Map<Path, List<Long>> WHOLE = new ConcurrentHashMap<>();

  private final Map<String, String> environment;
  private final String userHome;
  private final ArchiveMaker.Starter starter;

  /**
   * Makes the archives as a process finds them.
   *
   * @param starter starts the JVM that makes one
   */
  public ClassArchives(
      Map<String, String> environment, String userHome, ArchiveMaker.Starter starter) {
    this.environment = environment;
    this.userHome = userHome;
    this.starter = starter;
  }

  /**
   * A command line as it is to be used.
   *
   * @param words its words
   * @param afterwards what to do once it runs
   * @param onceUp what to do once its child has shown that it is up: the first logger of a process
   *     takes it a while, which a child that starts can use
   */
  public record Use(List<String> words, Runnable afterwards, Runnable onceUp) {

    private static final Runnable NOTHING = () -> {};

    /** A command line as it stands, with nothing to be done. */
    public static Use asItStands(List<String> words) {
      return new Use(words, NOTHING, NOTHING);
    }

    private static Use told(List<String> words, String what) {
      return new Use(words, NOTHING, () -> ArchiveMaker.tell(what));
    }
  }

  /**
   * Looks for an archive for the JVM that {@code words} start.
   *
   * @param setting what {@link #SETTING} says to that JVM
   */
  public Use use(List<String> words, @Nullable String setting) {
    if (OFF.equals(setting)) {
      return Use.asItStands(words);
    }
    try {
      int at = words.lastIndexOf(CLASS_PATH);
      if (at < 1 || at + 2 >= words.size()) {
        return without(words, "there is no class path on the command line");
      }
      RelevantOptions options = RelevantOptions.of(words.subList(1, at));
      JavaHome home = JavaHome.of(Path.of(words.get(0)));
      if (options.obstacle() != null || home.kind() == JavaHome.Kind.NONE) {
        return without(
            words,
            options.obstacle() != null
                ? "the JVM has the option " + options.obstacle()
                : "this release of Java is not known to take one");
      }
      ArchivedPath path = ArchivedPath.of(words.get(at + 1));
      if (path.obstacle() != null) {
        return without(words, path.obstacle());
      }
      Path given = setting == null ? null : Path.of(setting);
      if (given != null && given.isAbsolute()) {
        if (isTakenForTwo(given)) {
          return without(words, twoIn(given));
        }
        return isWhole(given)
            ? with(words, at, given, home, path)
            : without(words, given + " is no archive that zproc has made, or is damaged");
      }
      return automatic(words, at, home, options, path);
    } catch (IOException | RuntimeException e) {
      return without(words, e.toString());
    }
  }

  private Use automatic(
      List<String> words, int at, JavaHome home, RelevantOptions options, ArchivedPath path)
      throws IOException {
    ArchiveFolder folder = ArchiveFolder.of(environment, userHome);
    String key = key(home, options, path);
    Path archive = folder.archive(key);
    if (isTakenForTwo(archive)) {
      return without(words, twoIn(archive)); // nor is one made, which nobody could use
    }
    if (isWhole(archive)) {
      return with(words, at, archive, home, path);
    }
    String java = words.get(0);
    return new Use(
        words,
        () -> ArchiveMaker.begin(folder, key, java, options.relevant(), path.beginning(), starter),
        Use.NOTHING);
  }

  /** The options that let a JVM use {@code archive}, and say nothing if it cannot. */
  static List<String> flags(JavaHome.Kind kind, Path archive) {
    return kind == JavaHome.Kind.CACHE
        ? List.of("-XX:AOTCache=" + archive, "-Xlog:aot*=off", "-Xlog:cds*=off")
        : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
  }

  private static Use with(
      List<String> words, int at, Path archive, JavaHome home, ArchivedPath path) {
    List<String> all = new ArrayList<>();
    all.add(words.get(0));
    all.addAll(
        flags(home.kind(), archive)); // first, so that what the user says of logs comes later
    all.addAll(words.subList(1, at + 1));
    all.add(path.whole());
    all.addAll(words.subList(at + 2, words.size()));
    return Use.told(List.copyOf(all), "children start with " + archive);
  }

  private static Use without(List<String> words, String why) {
    return Use.told(words, "children start without an archive: " + why);
  }

  /**
   * Whether a JVM takes this for the paths of two archives. It then starts without one or, where
   * there are more than two, not at all.
   */
  private static boolean isTakenForTwo(Path archive) {
    return archive.toString().contains(File.pathSeparator);
  }

  private static String twoIn(Path archive) {
    return "a JVM would take "
        + archive
        + " for more than one file, because of the '"
        + File.pathSeparator
        + "' in it";
  }

  /** Reads all of it, once for each that this JVM finds. */
  private static boolean isWhole(Path archive) {
    File file = archive.toFile();
    List<Long> now = List.of(file.length(), file.lastModified());
    if (now.equals(WHOLE.get(archive))) {
      return true;
    }
    if (!file.isFile() || !SealedFile.isWhole(archive)) {
      return false;
    }
    ArchiveFolder.used(archive);
    WHOLE.put(archive, List.of(file.length(), file.lastModified()));
    return true;
  }

  /** What an archive is called: the same for what it can be used for, and for nothing else. */
  static String key(JavaHome home, RelevantOptions options, ArchivedPath path) {
    StringBuilder text = new StringBuilder(home.identity()).append('\n');
    options.relevant().forEach(option -> text.append(option).append('\n'));
    for (File jar : path.jars()) {
      text.append(jar).append(' ').append(jar.length()).append(' ').append(jar.lastModified());
      text.append('\n');
    }
    // A JVM compares all of it once more, so that two of one name do no harm.
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return String.format("%s-%016x", home.kind() == JavaHome.Kind.CACHE ? "aot" : "cds", hash);
  }
}
