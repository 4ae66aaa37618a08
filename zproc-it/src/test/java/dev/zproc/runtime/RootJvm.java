package dev.zproc.runtime;

import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.archive.ClassArchives;
import dev.zproc.runtime.testing.Fixtures;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that is nobody's child as far as zproc knows, so that a test can kill it; all processes
 * below it, at any depth and wherever they end up, are known by a variable of their environment.
 * For Linux.
 */
final class RootJvm implements AutoCloseable {

  /** With what follows of its own, so that one below another is known to both. */
  private static final String TAG = "ZPROC_TEST_TAG_";

  private static final String SETTING = ClassArchives.SETTING;

  /** How long the rest of its output is waited for, which somebody else may hold open. */
  private static final long REST_MILLIS = 5_000;

  private final String tag = TAG + UUID.randomUUID().toString().replace('-', '_');
  private final Process process;
  private final StringBuffer text = new StringBuffer();

  private final Thread reader;

  /** Starts {@code main} in a process group of its own. */
  RootJvm(Class<?> main, String... args) throws IOException {
    this(new Launch(main.getName()), List.of(args));
  }

  private RootJvm(Launch launch, List<String> args) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launch.command(args)).redirectErrorStream(true);
    builder.environment().put(tag, "");
    launch.environment.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                text -> builder.environment().put(name, text),
                () -> builder.environment().remove(name)));
    if (launch.directory != null) {
      builder.directory(launch.directory.toFile());
    }
    process = Fixtures.start(builder);
    reader = new Thread(this::read, "root-output");
    reader.start();
  }

  /** A root of which more is to be said than its main class. */
  static Launch of(Class<?> main) {
    return new Launch(main.getName());
  }

  /** A root whose main class is known by its name only; empty if a file of options names it. */
  static Launch of(String main) {
    return new Launch(main);
  }

  /** How a root is started; each method returns {@code this}. */
  static final class Launch {

    private final String main;
    private final List<String> options =
        new ArrayList<>(List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dkryo.unsafe=false"));
    private final Map<String, Optional<String>> environment = new HashMap<>();
    private static final List<String> OURS = List.of("-cp", System.getProperty("java.class.path"));

    private List<String> path = OURS;
    private List<String> around = List.of("setsid");
    private Path java = Path.of(System.getProperty("java.home"));
    private boolean terminal;
    private @Nullable Path directory;

    {
      String transport = System.getProperty("zproc.transport");
      if (transport != null) {
        options.add("-Dzproc.transport=" + transport);
      }
    }

    private Launch(String main) {
      this.main = main;
    }

    /** Adds options of its JVM. */
    Launch jvm(String... added) {
      options.addAll(List.of(added));
      return this;
    }

    /** Replaces {@code -cp} and our class path; the main class follows unless it is a jar's. */
    Launch path(String... words) {
      path = List.of(words);
      return this;
    }

    /** Sets a variable of its environment, or takes it away with null. */
    Launch env(String name, @Nullable String value) {
      environment.put(name, Optional.ofNullable(value));
      return this;
    }

    /** Runs it on another Java installation. */
    Launch java(Path home) {
      java = home;
      return this;
    }

    Launch directory(Path folder) {
      directory = folder;
      return this;
    }

    /** Starts it with the help of another program, whose last argument it is. */
    Launch with(String... program) {
      around = List.of(program);
      if (around.contains("unshare")) {
        // Two that are process 1, each of a namespace of its own, would meet in one file of /tmp.
        options.add("-XX:+PerfDisableSharedMem");
      }
      return this;
    }

    /** Starts it at a terminal of its own; what is typed there goes through {@link #type}. */
    Launch atTerminal() {
      terminal = true;
      return this;
    }

    RootJvm start(String... args) throws IOException {
      return new RootJvm(this, List.of(args));
    }

    private List<String> command(List<String> args) {
      List<String> command = new ArrayList<>(terminal ? List.of("exec") : around);
      List<String> jvm = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
      jvm.addAll(options);
      jvm.addAll(path);
      if (!path.contains("-jar") && !main.isEmpty()) {
        jvm.add(main);
      }
      command.addAll(path == OURS && !environment.containsKey(SETTING) ? quicker(jvm) : jvm);
      command.addAll(args);
      return terminal ? List.of("script", "-qefc", quoted(command), "/dev/null") : command;
    }

    /** With the archive of its children, where the build has made one. */
    private static List<String> quicker(List<String> jvm) {
      String archive = System.getenv(SETTING);
      return archive == null || archive.equals(ClassArchives.OFF)
          ? jvm
          : new ClassArchives(Map.of(), "", RootJvm::makesNone).use(jvm, archive).words();
    }

    private static String quoted(List<String> words) {
      return words.stream()
          .map(word -> "'" + word.replace("'", "'\\''") + "'")
          .collect(Collectors.joining(" "))
          .replaceFirst("'exec'", "exec");
    }
  }

  private static Process makesNone(List<String> words, Path directory) {
    throw new IllegalStateException("the archive has a name, so it is there or not");
  }

  /** Types at its terminal. */
  void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** What it and its children have printed so far. */
  String text() {
    return text.toString();
  }

  /** The lines that it and its children have printed so far; as long as it runs, the whole ones. */
  List<String> lines() {
    String soFar = text();
    return soFar
        .substring(0, reader.isAlive() ? soFar.lastIndexOf('\n') + 1 : soFar.length())
        .lines()
        .toList();
  }

  /** The ids that its children have printed as {@code pid 42}. */
  List<Long> pids() {
    return lines().stream()
        .filter(line -> line.startsWith("pid "))
        .map(line -> Long.parseLong(line.substring(4)))
        .toList();
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Sends a signal to it alone; after STOP it has stopped. */
  void signal(String signal) throws IOException, InterruptedException {
    signal(signal, process.pid());
  }

  /** Sends a signal to it and its whole process group, as Ctrl-C does. */
  void signalGroup(String signal) throws IOException, InterruptedException {
    run("kill", "-" + signal, "--", "-" + process.pid());
  }

  static void signal(String signal, long pid) throws IOException, InterruptedException {
    if (pid <= 1) {
      throw new IllegalArgumentException("kill " + pid + " would be for more than one process");
    }
    run("kill", "-" + signal, "" + pid);
    if (signal.equals("STOP")) {
      await().until(() -> isStopped(pid));
    }
  }

  /** Whether none of its threads goes on; they stop one by one, after the signal. */
  private static boolean isStopped(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", "" + pid, "task"))) {
      return threads.allMatch(thread -> "Tt".indexOf(state(thread)) >= 0);
    }
  }

  /** Lets time go by; returns whether it has ended meanwhile. */
  boolean waitFor(long millis) throws InterruptedException {
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    if (ended) {
      reader.join(REST_MILLIS);
    }
    return ended;
  }

  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** The processes below it that run, whoever their parent is now; zombies do not. */
  List<Long> descendants() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(this::isOurs)
          .map(path -> Long.parseLong(path.getFileName().toString()))
          .filter(pid -> pid != process.pid())
          .filter(RootJvm::isRunning)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes below it that run {@code main}, at any depth, with the ids of their parents. */
  Map<Long, Long> running(Class<?> main) {
    Map<Long, Long> parents = new HashMap<>();
    for (long pid : descendants()) {
      try {
        Path process = Path.of("/proc", "" + pid);
        if (Files.readString(process.resolve("cmdline")).contains("\0" + main.getName() + "\0")) {
          String stat = Files.readString(process.resolve("stat"));
          String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
          parents.put(pid, Long.parseLong(fields[1]));
        }
      } catch (IOException e) {
        // It has ended meanwhile.
      }
    }
    return parents;
  }

  static boolean isRunning(long pid) {
    char state = state(Path.of("/proc", "" + pid));
    return state != 'Z' && state != 'X';
  }

  /** The letter of {@code /proc}; X too if there is none any more. */
  private static char state(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return 'X';
    }
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
    List<Long> rest = descendants();
    while (!rest.isEmpty()) { // as some may be forking
      rest.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      rest = descendants();
    }
  }

  private boolean isOurs(Path path) {
    try {
      return new String(Files.readAllBytes(path.resolve("environ")), StandardCharsets.ISO_8859_1)
          .contains(tag + "=");
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
  }

  private void read() {
    try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        text.append(buffer, 0, count);
      }
    } catch (IOException e) {
      text.append("unreadable: ").append(e);
    }
  }
}
