package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaCommandTest {

  private static final Path REPORTS = Path.of("/tmp/zproc-ann");

  private final Map<String, String> properties =
      new HashMap<>(
          Map.of(
              "java.home", "/jdk",
              "java.io.tmpdir", "/tmp",
              "java.class.path", "a b.jar:/x/ü.jar",
              "user.dir", "/app",
              "file.encoding", "UTF-8"));
  private final Map<String, String> environment = new HashMap<>();
  private List<String> modules = List.of();

  @Test
  void namesOurOwnJavaAndCopiesTheClassPathAsItStands() {
    assertThat(words(spec()))
        .containsExactly(
            "/jdk/bin/java",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:ErrorFile=/tmp/zproc-ann/hs_err_pid%p.log",
            "-Dkryo.unsafe=false",
            KnownSelectors.option(SelectorProvider.provider().getClass()),
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8",
            "-cp",
            "a b.jar:/x/ü.jar",
            "com.acme.Main",
            "zproc:1:name");
  }

  @Test
  void putsTheUsersOptionsLastSoThatTheyWin() {
    JvmSpec jvm =
        new JvmSpec(
            "com.acme.Main",
            null,
            CodePath.INHERITED,
            Path.of("/other jdk"),
            "256m",
            List.of("-Xss512k", "-XX:-ExitOnOutOfMemoryError"),
            Map.of("b", "2 3", "a", "1"),
            null,
            Map.of(),
            Debugging.OFF);

    List<String> words = words(jvm);

    assertThat(words.get(0)).isEqualTo("/other jdk/bin/java");
    assertThat(words).noneMatch(KnownSelectors::isOption);
    assertThat(words).contains("-Xmx256m").doesNotContain("-Xms64m");
    assertThat(words.subList(words.indexOf("-Da=1"), words.indexOf("-cp")))
        .containsExactly("-Da=1", "-Db=2 3", "-Xss512k", "-XX:-ExitOnOutOfMemoryError");
    assertThat(words.indexOf("-XX:+ExitOnOutOfMemoryError"))
        .isLessThan(words.indexOf("-XX:-ExitOnOutOfMemoryError"));
  }

  @Test
  void tellsWhereSelectorsComeFromUnlessTheUserDoes() {
    String own = "-Djava.nio.channels.spi.SelectorProvider=com.acme.Selectors";

    assertThat(words(spec())).filteredOn(KnownSelectors::isOption).hasSize(1);
    assertThat(words(spec(own))).filteredOn(KnownSelectors::isOption).containsExactly(own);
    assertThat(KnownSelectors.option(String.class)).contains("=java.lang.String");
    assertThat(KnownSelectors.option(JavaCommandTest.class)).isNull();
    assertThat(KnownSelectors.option(Math.class)).isNull();
  }

  @Test
  void leavesTheCollectorToTheUserWhoNamesOne() {
    assertThat(words(spec("-XX:+UseZGC")))
        .contains("-XX:+UseZGC")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void leavesTheHeapToTheUserWhoSizesIt() {
    assertThat(words(spec("-Xmx1g"))).doesNotContain("-Xms64m");
    assertThat(words(spec("-XX:MaxRAMPercentage=10"))).doesNotContain("-Xms64m");
  }

  @Test
  void takesOverTheOptionsOfTheEnvironment() {
    environment.put("JAVA_TOOL_OPTIONS", "-Dquoted='a b'");
    environment.put("JDK_JAVA_OPTIONS", "-Dj=1");
    environment.put("_JAVA_OPTIONS", "-XX:+UseG1GC");

    List<String> words = words(spec("-Xss512k"));

    assertThat(words.subList(1, 3)).containsExactly("-Dquoted=a b", "-Dj=1");
    assertThat(words.indexOf("-XX:+UseG1GC")).isEqualTo(words.indexOf("-Xss512k") + 1);
    assertThat(words).doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void goesOnTheModulePathIfWeAreOnIt() {
    properties.put("jdk.module.path", "mods:lib.jar");
    properties.put("java.class.path", "");
    modules = List.of("com.acme", "com.acme.plugin");
    JvmSpec jvm =
        new JvmSpec(
            "com.acme.Main",
            "com.acme",
            CodePath.INHERITED,
            null,
            null,
            List.of(),
            Map.of(),
            null,
            Map.of(),
            Debugging.OFF);

    List<String> words = words(jvm);

    assertThat(words.subList(words.indexOf("--module-path"), words.size()))
        .containsExactly(
            "--module-path",
            "mods:lib.jar",
            "--add-modules",
            "com.acme,com.acme.plugin",
            "-m",
            "com.acme/com.acme.Main",
            "zproc:1:name");
  }

  @Test
  void resolvesRelativeEntriesOnlyForAnotherDirectory() {
    properties.put("java.class.path", "a.jar" + File.pathSeparator + File.pathSeparator + "/b.jar");
    JvmSpec jvm =
        new JvmSpec(
            "com.acme.Main",
            null,
            CodePath.INHERITED,
            null,
            null,
            List.of(),
            Map.of(),
            Path.of("/elsewhere"),
            Map.of(),
            Debugging.OFF);

    List<String> words = words(jvm);

    assertThat(words.get(words.indexOf("-cp") + 1))
        .isEqualTo("/app/a.jar" + File.pathSeparator + "/app" + File.pathSeparator + "/b.jar");
  }

  @Test
  void knowsWhereTheJvmReportsItsCrash() {
    assertThat(command(spec()).errorFiles(42))
        .containsExactly(
            Path.of("/tmp/zproc-ann/hs_err_pid42.log"),
            Path.of("/app/hs_err_pid42.log"),
            Path.of("/tmp/hs_err_pid42.log"));
    assertThat(command(spec("-XX:ErrorFile=/a/%p.log")).errorFiles(42).get(0))
        .isEqualTo(Path.of("/a/42.log"));
  }

  @Test
  void leavesItsCrashToTheJvmWhereThereIsNoPrivatePlace() {
    JavaCommand command = JavaCommand.of(spec(), 0, "zproc:1:name", host(), null);

    assertThat(command.words()).noneMatch(word -> word.startsWith("-XX:ErrorFile"));
    assertThat(command.errorFiles(42))
        .containsExactly(Path.of("/app/hs_err_pid42.log"), Path.of("/tmp/hs_err_pid42.log"));
  }

  @Test
  void takesTheClassPathThatItIsGivenInsteadOfAllInherited() {
    properties.put("jdk.module.path", "mods");
    JvmSpec jvm = at(new CodePath("/x/a.jar:/x/b", null));

    List<String> words = words(jvm);

    assertThat(words).doesNotContain("--module-path", "-m");
    assertThat(words.subList(words.indexOf("-cp"), words.size()))
        .containsExactly("-cp", "/x/a.jar:/x/b", "com.acme.Main", "zproc:1:name");
  }

  @Test
  void runsItsMainThroughTheLauncherOfAJarOfJars() {
    assertThat(words(at(new CodePath(null, "org.acme.PropertiesLauncher"))))
        .endsWith("-Dloader.main=com.acme.Main", "org.acme.PropertiesLauncher", "zproc:1:name");
  }

  private static JvmSpec at(CodePath path) {
    return new JvmSpec(
        "com.acme.Main",
        null,
        path,
        null,
        null,
        List.of(),
        Map.of(),
        null,
        Map.of(),
        Debugging.OFF);
  }

  @Test
  void showsItselfOnOneLineWithALongClassPathCut() {
    properties.put("java.class.path", "x".repeat(10_000));

    assertThat(command(spec()).toString()).hasSizeLessThan(1_000).contains("com.acme.Main");
  }

  @Test
  void listensForADebuggerIfAskedAndPrintsNothingAboutIt() {
    assertThat(JavaCommand.of(spec(Debugging.ON), 4711, "zproc:1:name", host(), REPORTS).words())
        .contains(
            "-agentlib:jdwp=transport=dt_socket,server=y,quiet=y,suspend=n,address=127.0.0.1:4711");
    assertThat(
            JavaCommand.of(spec(Debugging.SUSPENDED), 4711, "zproc:1:name", host(), REPORTS)
                .words())
        .contains(
            "-agentlib:jdwp=transport=dt_socket,server=y,quiet=y,suspend=y,timeout=600000,"
                + "address=127.0.0.1:4711");
  }

  @Test
  void takesAnotherMainIfTheLocaleLacksItsCharacters() {
    properties.put("sun.jnu.encoding", "US-ASCII");
    properties.put("java.class.path", "x.jar");
    JvmSpec jvm =
        new JvmSpec(
            "com.acme.Größe_Main",
            null,
            CodePath.INHERITED,
            null,
            null,
            List.of(),
            Map.of(),
            null,
            Map.of(),
            Debugging.OFF);

    assertThat(words(jvm))
        .endsWith(
            "dev.zproc.runtime.internal.boot.NamedMain",
            "zproc:1:name",
            "com.acme.Gr\\u00f6\\u00dfe_Main");
  }

  private JvmSpec spec(String... jvmArgs) {
    return spec(Debugging.OFF, jvmArgs);
  }

  private JvmSpec spec(Debugging debugging, String... jvmArgs) {
    return new JvmSpec(
        "com.acme.Main",
        null,
        CodePath.INHERITED,
        null,
        null,
        new ArrayList<>(List.of(jvmArgs)),
        Map.of(),
        null,
        Map.of(),
        debugging);
  }

  private List<String> words(JvmSpec jvm) {
    return command(jvm).words();
  }

  private JavaCommand command(JvmSpec jvm) {
    return JavaCommand.of(jvm, 0, "zproc:1:name", host(), REPORTS);
  }

  private ParentJvm host() {
    return new ParentJvm(properties::get, environment, modules, List.of());
  }
}
