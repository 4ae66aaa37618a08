package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Roots in places where they are not expected: other class loaders, namespaces, releases. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class PlacesIT {

  private static final String CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> Files.exists(Path.of(entry)))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));

  @TempDir private Path folder;

  @Test
  void inAProcessNamespaceWhoseProcIsAnothers() throws Exception {
    String[] apart = {"setsid", "unshare", "-pf", "--kill-child"};
    assumeTrue(works("unshare", "-pf", "true"), "unshare needs root");

    assertThat(lines(RootJvm.of(Adds.class).with(apart)))
        .containsExactly("sum 3", "killed: was stopped");
    assertThat(lines(RootJvm.of(Adds.class).with(apart), "signal"))
        .contains("signalled: true", "was ended by SIGTERM");
  }

  /** A script in the place of a child's {@code bin/java}, as sandboxes have it. */
  @Test
  void aChildInAProcessNamespaceOfItsOwn() throws Exception {
    assumeTrue(works("unshare", "-pf", "--mount-proc", "true"), "unshare needs root");
    Path java = Path.of(System.getProperty("java.home"));
    Path home = folder.resolve("sandbox");
    Path script = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.copy(java.resolve("release"), home.resolve("release"));
    Files.writeString(
        script,
        "#!/bin/sh\nexec unshare -pf --mount-proc --kill-child "
            + java.resolve("bin/java")
            + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (ZProc zproc = ZProc.open(o -> o.output(Output.DISCARD))) {
      assertThat(zproc.spawn(KidsLauncher.add(1, 2), spawn -> spawn.javaHome(home)).join())
          .isEqualTo(3);
    }
  }

  @Test
  void onAReleaseThatRestrictsNativeAccess() throws Exception {
    Optional<Path> java = javaOf(25);
    assumeTrue(java.isPresent(), "needs JDK 25 beside this one");
    Path jar =
        Jars.empty(
            folder.resolve("app.jar"),
            Map.of(
                "Main-Class",
                Inspects.class.getName(),
                "Class-Path",
                Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                    .map(entry -> Path.of(entry).toUri().toString())
                    .collect(Collectors.joining(" ")),
                "Enable-Native-Access",
                "ALL-UNNAMED"));
    String[] question = {folder.toString(), "loads prefs"};
    RootJvm.Launch byManifest =
        RootJvm.of(Inspects.class)
            .java(java.orElseThrow())
            .env("JDK_JAVA_OPTIONS", "--illegal-native-access=deny")
            .path("-jar", jar.toString());
    RootJvm.Launch byOption =
        RootJvm.of(Inspects.class)
            .java(java.orElseThrow())
            .jvm("--illegal-native-access=deny", "--enable-native-access", "ALL-UNNAMED");
    RootJvm.Launch byFile =
        RootJvm.of("")
            .java(java.orElseThrow())
            .env("JDK_JAVA_OPTIONS", "--illegal-native-access=deny")
            .path("@" + Files.writeString(folder.resolve("args"), "-jar " + jar));

    assertThat(lines(byManifest, question)).contains("child: true", "grandchild: true");
    assertThat(lines(byOption, question)).contains("child: true", "grandchild: true");
    assertThat(lines(byFile, question)).contains("child: true", "grandchild: true");
  }

  @Test
  void withClassesOfAUrlClassLoader() throws Exception {
    assertThat(lines(alone(), "url", CLASS_PATH, Adds.class.getName())).contains("sum 3");
  }

  @Test
  void withClassesOfALoaderThatNobodyCanAsk() throws Exception {
    List<String> refused = lines(alone(), "own", CLASS_PATH, Adds.class.getName());
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0))
        .startsWith("failure: A JVM of its own would not find dev.zproc.runtime.Kids_")
        .contains("Loaders$Own", "classPath(");

    assertThat(lines(alone(), "own", CLASS_PATH, Adds.class.getName(), CLASS_PATH))
        .containsExactly("3");
  }

  @Test
  void inAnExecutableJarOfSpringBoot() throws Exception {
    Path jar = SpringBootJar.of(folder.resolve("app.jar"), CLASS_PATH, Adds.class);

    assertThat(lines(RootJvm.of(Adds.class).path("-jar", jar.toString()))).contains("sum 3");
  }

  @Test
  void spawningWhileAClassIsInitialisedEndsWithTheFirstChild() throws Exception {
    List<String> lines = lines(RootJvm.of(Chains.class));

    assertThat(String.join("\n", lines))
        .contains("ExceptionInInitializerError")
        .contains(
            "ZProc.open() stands in the static initializer of dev.zproc.runtime.Chains, which the"
                + " child dev.zproc.runtime.Chains.link runs too")
        .contains("Move it into the main method");
    assertThat(lines).filteredOn(line -> line.contains("attempt 1, pid")).hasSizeLessThan(3);
  }

  @Test
  void withATemporaryFolderInWhichOthersLayLinks() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path victim = Files.createDirectory(folder.resolve("victim"));
    Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rwx------"));
    String own = "zproc-" + Files.getOwner(temporary).getName();
    Files.createSymbolicLink(temporary.resolve(own), victim);
    RootJvm.Launch root = RootJvm.of(Adds.class).jvm("-Djava.io.tmpdir=" + temporary);

    assertThat(lines(root)).contains("sum 3");
    assertThat(victim).isEmptyDirectory();

    Files.delete(temporary.resolve(own));
    assertThat(lines(root)).contains("sum 3");
    assertThat(Files.getPosixFilePermissions(temporary.resolve(own)))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void afterARootThatWasKilledWhileAChildStarted() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path own = temporary.resolve("zproc-" + Files.getOwner(temporary).getName());
    String[] tmp = {"-Djava.io.tmpdir=" + temporary};
    Path slow = Files.createDirectories(folder.resolve("slow/bin"));
    Files.setPosixFilePermissions(
        Files.writeString(slow.resolve("java"), "#!/bin/sh\nexec cat <&3 >/dev/null\n"),
        PosixFilePermissions.fromString("rwxr-xr-x"));
    String longer = CLASS_PATH + (File.pathSeparator + "/nowhere/of/that/name.jar").repeat(6_000);
    Path options = Files.writeString(folder.resolve("options"), "-cp \"" + longer + "\"");
    try (RootJvm root =
        RootJvm.of(Sleepers.class)
            .jvm(tmp)
            .path("@" + options)
            .start(slow.getParent().toString())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> argumentFiles(own) == 1);
      root.kill();
      assertThat(lines(RootJvm.of(Adds.class).jvm(tmp))).contains("sum 3");
    }

    assertThat(argumentFiles(own)).isZero();
  }

  private static long argumentFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".args")).count();
    }
  }

  /** A root whose own class path has nothing but the class that loads all others. */
  private RootJvm.Launch alone() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("alone/dev/zproc/runtime"));
    for (String name : List.of("Loaders", "Loaders$Own")) {
      try (var in = Loaders.class.getResourceAsStream(name + ".class")) {
        Files.copy(in, classes.resolve(name + ".class"));
      } catch (java.nio.file.FileAlreadyExistsException e) {
        // from the root before
      }
    }
    return RootJvm.of(Loaders.class).path("-cp", folder.resolve("alone").toString());
  }

  private static List<String> lines(RootJvm.Launch launch, String... args) throws Exception {
    try (RootJvm root = launch.start(args)) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      return root.lines();
    }
  }

  private static boolean works(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  static Optional<Path> javaOf(int release) throws IOException {
    try (Stream<Path> beside = Files.list(Path.of(System.getProperty("java.home")).getParent())) {
      return beside.filter(home -> isOf(home, release)).findFirst();
    }
  }

  private static boolean isOf(Path home, int release) {
    try {
      return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + release);
    } catch (IOException e) {
      return false;
    }
  }
}
