package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.NamedMain;
import dev.zproc.runtime.internal.output.StreamCharset;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a child's JVM; nothing else knows what is on it.
 *
 * <p>Of two options that say the same the JVM takes the later one, so the order is: the inherited
 * options, zproc's, the user's. The class path is copied as it stands, never taken apart: it may be
 * one jar that names all others in its manifest. A child of a JVM that runs on the module path runs
 * on it too.
 */
final class JavaCommand {

  private static final String SPRING_BOOT_MAIN = "-Dloader.main=";
  private static final String ERROR_FILE = "-XX:ErrorFile=";

  private final List<String> words;
  private final @Nullable String errorFile;
  private final Path directory;

  private JavaCommand(List<String> words, @Nullable String errorFile, Path directory) {
    this.words = words;
    this.errorFile = errorFile;
    this.directory = directory;
  }

  /**
   * Makes the command line of {@code jvm}.
   *
   * @param debugPort where it listens for a debugger, if it does
   * @param argument the only argument of the main method; ASCII
   * @param reports where it reports its own crash; null for where a JVM does by itself
   */
  static JavaCommand of(
      JvmSpec jvm, int debugPort, String argument, ParentJvm host, @Nullable Path reports) {
    InheritedOptions inherited = InheritedOptions.of(host, jvm);
    List<String> chosen = new ArrayList<>(inherited.before());
    chosen.addAll(jvm.jvmArgs());
    chosen.addAll(inherited.after());
    String errorFile =
        optionValue(
            chosen,
            ERROR_FILE,
            reports == null ? null : reports.resolve("hs_err_pid%p.log").toString());

    List<String> words = new ArrayList<>();
    words.add(java(jvm, host));
    words.addAll(inherited.before());
    words.add("-XX:+ExitOnOutOfMemoryError");
    if (chosen.stream().noneMatch(JavaCommand::choosesCollector)) {
      words.add("-XX:+UseSerialGC");
    }
    if (jvm.heap() != null) {
      words.add("-Xmx" + jvm.heap());
    } else if (chosen.stream().noneMatch(JavaCommand::sizesHeap)) {
      words.add("-Xms64m");
    }
    words.add("-XX:+DisplayVMOutputToStderr"); // of which the end is kept; stdout is the user's
    if (errorFile != null) {
      words.add(ERROR_FILE + errorFile);
    }
    words.add("-Dkryo.unsafe=false");
    String selectors = KnownSelectors.option(jvm);
    if (selectors != null && chosen.stream().noneMatch(KnownSelectors::isOption)) {
      words.add(selectors);
    }
    addEncodings(words, host);
    if (jvm.debugging() != Debugging.OFF) {
      words.add(jvm.debugging().option(debugPort));
    }
    jvm.properties().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(property -> words.add("-D" + property.getKey() + "=" + property.getValue()));
    words.addAll(jvm.jvmArgs());
    words.addAll(inherited.after());
    addPaths(words, jvm, host);
    addMain(words, jvm, argument, host);
    Path here = Path.of(host.property("user.dir", ""));
    return new JavaCommand(
        List.copyOf(words), errorFile, jvm.directory() == null ? here : jvm.directory());
  }

  /** The words of the command line, the path of {@code java} first, the main's arguments last. */
  List<String> words() {
    return words;
  }

  /**
   * Where the JVM reports its own crash, if its process has the id {@code pid}: in the first of
   * these that it can write.
   */
  List<Path> errorFiles(long pid) {
    String usual = "hs_err_pid" + pid + ".log";
    List<Path> files = new ArrayList<>();
    if (errorFile != null) {
      files.add(directory.resolve(errorFile.replace("%p", Long.toString(pid))));
    }
    files.add(directory.resolve(usual));
    files.add(Path.of("/tmp", usual));
    return files;
  }

  /** The command line on one line, its class path shortened; for messages. */
  @Override
  public String toString() {
    return words.stream()
        .map(word -> word.length() <= 300 ? word : word.substring(0, 300) + "…")
        .map(word -> word.isEmpty() || word.contains(" ") ? '"' + word + '"' : word)
        .collect(Collectors.joining(" "));
  }

  /** The program. */
  static String java(JvmSpec jvm, ParentJvm host) {
    String home =
        jvm.javaHome() != null ? jvm.javaHome().toString() : host.property("java.home", "");
    return Path.of(home, "bin", host.isWindows() ? "java.exe" : "java").toString();
  }

  private static boolean choosesCollector(String option) {
    return option.startsWith("-XX:+Use") && option.endsWith("GC");
  }

  private static boolean sizesHeap(String option) {
    return option.startsWith("-Xm")
        || option.startsWith("-XX:InitialHeapSize=")
        || option.startsWith("-XX:MaxHeapSize=")
        || option.contains("RAMPercentage=");
  }

  /**
   * What a child prints goes to the parent's streams as bytes, so they must agree on what it means;
   * the child may be of another release, which knows other names.
   */
  private static void addEncodings(List<String> words, ParentJvm host) {
    String encoding = host.properties().apply("file.encoding");
    if (encoding != null) {
      words.add("-Dfile.encoding=" + encoding);
    }
    for (String stream : List.of("stdout", "stderr")) {
      String name = StreamCharset.name(stream, host.properties());
      if (name != null) {
        words.add("-D" + stream + ".encoding=" + name);
        words.add("-Dsun." + stream + ".encoding=" + name);
      }
    }
  }

  private static void addPaths(List<String> words, JvmSpec jvm, ParentJvm host) {
    String given = jvm.codePath().classPath();
    if (given != null) {
      words.addAll(List.of("-cp", given));
      return;
    }
    String modulePath = host.properties().apply("jdk.module.path");
    if (modulePath != null) {
      words.add("--module-path");
      words.add(seenFrom(jvm.directory(), modulePath, host));
      if (!host.modules().isEmpty()) {
        words.add("--add-modules");
        words.add(String.join(",", host.modules()));
      }
    }
    String classPath = host.property("java.class.path", "");
    if (!classPath.isEmpty() || modulePath == null) {
      words.add("-cp");
      words.add(seenFrom(jvm.directory(), classPath, host));
    }
  }

  private static void addMain(List<String> words, JvmSpec jvm, String argument, ParentJvm host) {
    if (jvm.mainModule() != null && jvm.codePath().classPath() == null) {
      words.addAll(List.of("-m", jvm.mainModule() + "/" + jvm.mainClass(), argument));
      return;
    }
    boolean direct = host.canPass(jvm.mainClass());
    String main = direct ? jvm.mainClass() : NamedMain.class.getName();
    String launcher = jvm.codePath().launcher();
    if (launcher != null) {
      words.add(SPRING_BOOT_MAIN + main);
      main = launcher;
    }
    words.addAll(List.of(main, argument));
    if (!direct) {
      words.add(NamedMain.escaped(jvm.mainClass()));
    }
  }

  /** A path with relative entries means something else in another directory. */
  static String seenFrom(@Nullable Path directory, String path, ParentJvm host) {
    if (directory == null) {
      return path;
    }
    Path here = Path.of(host.property("user.dir", ""));
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(entry -> entry.isEmpty() ? here.toString() : absolute(here, entry))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String absolute(Path here, String entry) {
    // By hand, because "lib/*" is an entry but no path on Windows.
    return new File(entry).isAbsolute() ? entry : here + File.separator + entry;
  }

  private static @Nullable String optionValue(
      List<String> options, String prefix, @Nullable String otherwise) {
    return options.stream()
        .filter(option -> option.startsWith(prefix))
        .reduce((first, last) -> last)
        .map(option -> option.substring(prefix.length()))
        .orElse(otherwise);
  }
}
