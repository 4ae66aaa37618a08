package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Archives of classes: that they are made and used, and that nothing else depends on them. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class ArchiveIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Ours, with folders first, as in an IDE; zproc itself as jars, as users have it. */
  private static String classPath;

  @TempDir private Path cache;

  @BeforeAll
  static void packZproc(@TempDir Path jars) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      boolean ours =
          Stream.of("runtime/ZProc.class", "ChildProcess.class", "jeromq/ZMQ.class")
              .anyMatch(name -> Files.exists(Path.of(entry, "dev", "zproc", name)));
      entries.add(ours ? jar(Path.of(entry), jars).toString() : entry);
    }
    // Outlives this method: the folder is deleted when all tests have run.
    classPath = String.join(File.pathSeparator, entries);
  }

  private static Path jar(Path folder, Path target) throws IOException {
    Path jar = Files.createTempFile(target, "zproc-", ".jar");
    try (Stream<Path> files = Files.walk(folder);
        OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        entries.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }

  @Test
  void isMadeBesideTheFirstChildAndUsedByTheNext() throws Exception {
    List<String> lines = lines(root(), "twice");
    assertThat(lines).contains("first ");
    assertThat(lines).anyMatch(line -> line.startsWith("log made "));
    assertThat(lines).anyMatch(line -> line.matches("second (cds|aot)-.*\\.jsa"));
    assertThat(lines).contains("children 0");

    Path folder = cache.resolve("zproc");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(lines(root(), "once"))
        .as("in the next program")
        .anyMatch(line -> line.matches("first (cds|aot)-.*\\.jsa"));
    assertThat(archives()).hasSize(1);
    assertThat(lines(root(), "logged", cache.toString()))
        .allMatch(line -> line.startsWith("log children start with "));
    for (String kind : List.of("UNIX-child", "UNIX-worker", "ZEROMQ-child", "ZEROMQ-worker")) {
      assertThat(loadedOtherwise(cache.resolve(kind + ".log"))).as(kind).isEmpty();
    }

    Path made = archives().get(0);
    for (Damage damage : FULL ? Damage.values() : new Damage[] {Damage.A_BYTE}) {
      byte[] whole = Files.readAllBytes(made);
      damage.to(made, whole);
      List<String> said = lines(root(), "once");
      assertThat(said).as("%s", damage).hasSize(2).contains("first ");
      assertThat(said).as("%s", damage).anyMatch(line -> line.startsWith("log made "));
    }
  }

  /** What a JVM has loaded of ours, and made of lambdas, that is not in its archive. */
  private static List<String> loadedOtherwise(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.contains("shared objects file"))
        .map(line -> line.substring(line.indexOf(' ') + 1).split(" ", 2)[0])
        .filter(name -> name.startsWith("dev.zproc.") || name.contains("$$Lambda"))
        .filter(name -> !name.startsWith("dev.zproc.archived.")) // which stand for the user's own
        .toList();
  }

  /** What may befall an archive. */
  private enum Damage {
    CUT_OFF,
    A_BYTE,
    EMPTY;

    void to(Path file, byte[] whole) throws IOException {
      switch (this) {
        case CUT_OFF -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        case A_BYTE -> {
          whole[whole.length / 2] ^= 1;
          Files.write(file, whole);
        }
        default -> Files.write(file, new byte[0]);
      }
    }
  }

  @Test
  void isMadeAheadForImagesAndNamed() throws Exception {
    Path file = cache.resolve("image.jsa");
    assertThat(lines(archiver(Path.of(System.getProperty("java.home"))), file.toString()))
        .isEmpty();
    assertThat(lines(root().env("ZPROC_ARCHIVE", file.toString()), "once"))
        .containsExactlyInAnyOrder("first image.jsa", "log children start with " + file);
    assertThat(cache.resolve("zproc")).as("nothing else is made").doesNotExist();

    Files.write(file, new byte[1 << 20]);
    assertThat(lines(root().env("ZPROC_ARCHIVE", file.toString()), "once"))
        .containsExactlyInAnyOrder(
            "first ",
            "log children start without an archive: "
                + file
                + " is no archive that zproc has made, or is damaged");
  }

  @Test
  void isACacheFromJdk25On() throws Exception {
    Optional<Path> newer = PlacesIT.javaOf(25);
    if (newer.isEmpty() || Runtime.version().feature() >= 25) {
      return; // the other tests look at it, in builds with that JDK
    }
    List<String> lines = lines(root().java(newer.get()), "twice");
    assertThat(lines).anyMatch(line -> line.matches("second aot-.*\\.jsa"));

    // What another release has made is sealed and whole, and no JVM of this one takes it.
    Path foreign = archives().get(0);
    assertThat(lines(root().env("ZPROC_ARCHIVE", foreign.toString()), "once"))
        .containsExactlyInAnyOrder("first ", "log children start with " + foreign);
  }

  @Test
  void isNotNeeded() throws Exception {
    assertThat(lines(root(), "off")).containsExactly("first ");
    assertThat(cache.resolve("zproc")).doesNotExist();

    assertThat(lines(root().env("XDG_CACHE_HOME", "/proc/none"), "once"))
        .as("nowhere to put one")
        .hasSize(2)
        .contains("first ");

    Path open = Files.createDirectory(cache.resolve("zproc"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(lines(root(), "once"))
        .as("a folder that others can write to")
        .hasSize(2)
        .contains("first ")
        .anyMatch(line -> line.contains("chmod 700"));
    assertThat(open).isEmptyDirectory();
  }

  @Test
  void isDoneWithoutWhereAJvmWouldTakeItsPathForThree() throws Exception {
    Path colons = Files.createDirectory(cache.resolve("host:8080:job"));
    for (int i = 0; i < 2; i++) { // the second finds what the first has made, if it has
      assertThat(lines(root().env("XDG_CACHE_HOME", colons.toString()), "twice"))
          .contains("first ", "second ")
          .anyMatch(line -> line.contains("without an archive") && line.contains("':'"));
    }
    assertThat(colons.resolve("zproc")).isEmptyDirectory();
  }

  @Test
  void isDoneWithoutWhereTheDiskIsFull() throws Exception {
    List<String> lines =
        lines(root().with("setsid", "bash", "-c", "ulimit -f 200; exec \"$0\" \"$@\""), "twice");
    assertThat(lines).contains("first ", "second ").anyMatch(line -> line.contains("not be made"));
    try (Stream<Path> left = Files.list(cache.resolve("zproc"))) {
      assertThat(left)
          .extracting(path -> path.getFileName().toString())
          .allMatch(name -> name.endsWith(".lock") || name.endsWith(".failed"));
    }
  }

  @Test
  void isMadeOnceByManyParents() throws Exception {
    int count = FULL ? 50 : 4;
    List<RootJvm> roots = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        roots.add(root().start("once"));
      }
      List<String> all = new ArrayList<>();
      for (RootJvm root : roots) {
        assertThat(root.exitCode()).as("%s", root.lines()).isZero();
        all.addAll(root.lines());
      }
      assertThat(all).filteredOn(line -> line.startsWith("first ")).hasSize(count);
      assertThat(all).filteredOn(line -> line.startsWith("log made ")).hasSize(1);
      assertThat(archives()).hasSize(1);
    } finally {
      roots.forEach(RootJvm::close);
    }
  }

  @Test
  void isLeftUnmadeIfItsParentIsKilled() throws Exception {
    try (RootJvm root = root().start("twice")) {
      await().atMost(LONG).until(() -> makers(root) > 0);
      root.kill();
      await().atMost(Duration.ofSeconds(10)).until(() -> root.descendants().isEmpty());
    }
    assertThat(archives()).isEmpty();

    Path left = cache.resolve("zproc").resolve("cds-0123456789abcdef-1.tmp.part");
    Files.writeString(left, "half an archive of a program that is gone");
    assertThat(lines(root(), "twice")).anyMatch(line -> line.startsWith("log made "));
    try (Stream<Path> files = Files.list(cache.resolve("zproc"))) {
      assertThat(files).noneMatch(file -> file.toString().contains(".tmp"));
    }
  }

  private static long makers(RootJvm root) {
    return root.descendants().stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains("dev.zproc.runtime.Archive "))
        .count();
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("zproc"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  private RootJvm.Launch root() {
    return RootJvm.of("dev.zproc.archived.ArchiveRoot")
        .path("-cp", classPath)
        .env("XDG_CACHE_HOME", cache.toString())
        .env("ZPROC_ARCHIVE", null);
  }

  private static RootJvm.Launch archiver(Path java) {
    return RootJvm.of("dev.zproc.runtime.Archive").path("-cp", classPath).java(java);
  }

  private static List<String> lines(RootJvm.Launch launch, String... args) throws Exception {
    try (RootJvm root = launch.start(args)) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      return root.lines();
    }
  }
}
