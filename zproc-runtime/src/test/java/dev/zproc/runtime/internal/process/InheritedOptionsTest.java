package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedOptionsTest {

  private final Map<String, String> environment = new HashMap<>();
  private List<String> own = List.of();

  @TempDir private Path folder;

  @Test
  void takesAgentsOfTheEnvironmentButNothingThatOnlyOneCanHave() {
    environment.put(
        "JAVA_TOOL_OPTIONS",
        "-agentlib:jdwp=transport=dt_socket,address=5005 -javaagent:x.jar=a=b -Xrunjdwp:server=y"
            + " -Dcom.sun.management.jmxremote.port=9010 -agentpath:/lib/profiler.so=start");

    assertThat(of(Map.of()).before())
        .containsExactly("-javaagent:x.jar=a=b", "-agentpath:/lib/profiler.so=start");
  }

  @Test
  void takesOnlyWhatClassesNeedOfTheCommandLine() {
    own =
        List.of(
            "-Xmx4g",
            "-Dx=1",
            "-javaagent:monitor.jar=port=9404",
            "-agentlib:jdwp=transport=dt_socket",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-ea",
            "-da:com.acme...",
            "--enable-preview",
            "--module-path=mods");

    assertThat(of(Map.of()).before())
        .containsExactly(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-ea",
            "-da:com.acme...",
            "--enable-preview");
  }

  @Test
  void takesWhatNewerReleasesNeed() {
    own =
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--illegal-native-access=deny",
            "--sun-misc-unsafe-memory-access=allow",
            "--finalization=disabled",
            "-Xbootclasspath/a:x.jar",
            "-Djava.library.path=/x",
            "-Djava.security.manager=allow",
            "-Dsome.other=1");

    assertThat(of(Map.of()).before()).isEqualTo(own.subList(0, own.size() - 1));
  }

  @Test
  void leavesOutWhatTheReleaseOfTheChildDoesNotKnow() throws IOException {
    own =
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--illegal-native-access=deny",
            "--finalization=disabled");
    Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");

    assertThat(of(Map.of(), null, folder).before())
        .containsExactly("--enable-native-access=ALL-UNNAMED");
    assertThat(of(Map.of(), null, folder.resolve("none")).before()).isEqualTo(own);
  }

  @Test
  void takesWhatIsSetForTheChildAsItStands() {
    environment.put("JAVA_TOOL_OPTIONS", "-Dours=1");
    environment.put("_JAVA_OPTIONS", "-Dlast=1");

    InheritedOptions options =
        of(
            Map.of(
                "JAVA_TOOL_OPTIONS",
                Optional.of("-agentlib:jdwp=transport=dt_socket"),
                "_JAVA_OPTIONS",
                Optional.empty()));

    assertThat(options.before()).containsExactly("-agentlib:jdwp=transport=dt_socket");
    assertThat(options.after()).isEmpty();
  }

  @Test
  void hidesTheVariablesFromTheChildButNotFromItsOwnChildren() {
    environment.put("JAVA_TOOL_OPTIONS", "-Dours=1");

    Map<String, Optional<String>> changes =
        InheritedOptions.environment(host(), Map.of("OTHER", Optional.of("x")));

    assertThat(changes)
        .containsEntry("JAVA_TOOL_OPTIONS", Optional.empty())
        .containsEntry("ZPROC_JAVA_TOOL_OPTIONS", Optional.of("-Dours=1"))
        .containsEntry("_JAVA_OPTIONS", Optional.empty())
        .containsEntry("OTHER", Optional.of("x"));
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.put("ZPROC_JAVA_TOOL_OPTIONS", "-Dours=1");
    assertThat(of(Map.of()).before()).containsExactly("-Dours=1");
  }

  @Test
  void takesJacocoFromTheCommandLine() throws IOException {
    String jacoco = jacoco();
    own = List.of(jacoco + "=destfile=/x/jacoco.exec,includes=com.acme.*");

    assertThat(of(Map.of()).before()).isEqualTo(own);
  }

  @Test
  void takesTheSameAgentOnce() throws IOException {
    String jacoco = jacoco();
    own = List.of(jacoco);
    environment.put("JAVA_TOOL_OPTIONS", jacoco);

    assertThat(of(Map.of()).before()).containsExactly(jacoco);
  }

  @Test
  void keepsTheFileOfJacocoForAChildInAnotherDirectory() throws IOException {
    String jacoco = jacoco();
    own = List.of(jacoco + "=includes=a.*,destfile=target/jacoco.exec");
    assertThat(inAnotherDirectory().before())
        .containsExactly(jacoco + "=destfile=/app/target/jacoco.exec,includes=a.*");

    own = List.of(jacoco);
    assertThat(inAnotherDirectory().before())
        .containsExactly(jacoco + "=destfile=/app/jacoco.exec");
  }

  @Test
  void takesNoJacocoThatOnlyOneCanHave() throws IOException {
    String jacoco = jacoco();
    own = List.of(jacoco + "=output=tcpserver", jacoco + "=destfile=x,append=false");

    assertThat(of(Map.of()).before()).isEmpty();
  }

  @Test
  void findsTheJarOfAnAgentFromAnotherDirectory() {
    environment.put("JAVA_TOOL_OPTIONS", "-javaagent:lib/x.jar=a");

    assertThat(inAnotherDirectory().before()).containsExactly("-javaagent:/app/lib/x.jar=a");
  }

  private InheritedOptions of(Map<String, Optional<String>> changes) {
    return of(changes, null);
  }

  private InheritedOptions inAnotherDirectory() {
    return of(Map.of(), Path.of("/elsewhere"));
  }

  private InheritedOptions of(Map<String, Optional<String>> changes, @Nullable Path directory) {
    return of(changes, directory, null);
  }

  private InheritedOptions of(
      Map<String, Optional<String>> changes, @Nullable Path directory, @Nullable Path home) {
    return InheritedOptions.of(
        host(),
        new JvmSpec(
            "com.acme.Main",
            null,
            CodePath.INHERITED,
            home,
            null,
            List.of(),
            Map.of(),
            directory,
            changes,
            Debugging.OFF));
  }

  private ParentJvm host() {
    return new ParentJvm(Map.of("user.dir", "/app")::get, environment, List.of(), own);
  }

  private String jacoco() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "org.jacoco.agent.rt.x.PreMain");
    Path jar = folder.resolve("agent.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return "-javaagent:" + jar;
  }
}
