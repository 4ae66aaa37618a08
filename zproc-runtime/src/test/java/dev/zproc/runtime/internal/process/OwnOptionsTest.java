package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnOptionsTest {

  @Test
  void endWhereTheMainClassBegins() {
    assertThat(of("/jdk/bin/java", "-Xmx1g", "-cp", "a.jar", "-ea", "com.acme.Main", "-da"))
        .containsExactly("-Xmx1g", "-ea");
    assertThat(of("java", "-ea", "-m", "com.acme/com.acme.Main", "-da")).containsExactly("-ea");
    assertThat(of("java", "-ea", "--module=com.acme/com.acme.Main", "-da")).containsExactly("-ea");
  }

  @Test
  void takeTheirValuesFromTheNextWord() {
    assertThat(of("java", "--add-opens", "a/b=c", "--add-reads=a=b", "-p", "mods", "Main"))
        .containsExactly("--add-opens=a/b=c", "--add-reads=a=b");
  }

  @Test
  void areUnknownIfAFileHasThemOrAnotherProgramHasStartedTheJvm() {
    assertThat(OwnOptions.of(List.of("java", "@options", "Main"))).isNull();
    assertThat(OwnOptions.of(List.of("/opt/app/launcher", "-ea"))).isNull();
    assertThat(OwnOptions.of(List.of())).isNull();
    assertThat(of("java", "Main", "@not-an-option")).isEmpty();
  }

  @Test
  void includeWhatTheManifestOfARunningJarOpens(@TempDir Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang java.base/java.util");
    manifest.getMainAttributes().putValue("Add-Exports", "java.base/sun.nio.ch");
    manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
    Path jar = folder.resolve("app.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();

    List<String> expected =
        new ArrayList<>(
            List.of(
                "-ea",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 22) {
      expected.add("--enable-native-access=ALL-UNNAMED"); // those before ignore it
    }
    assertThat(of("java", "-ea", "-jar", jar.toString(), "-x")).isEqualTo(expected);
  }

  @Test
  void ofThisJvmAreThoseThatTheJdkTells() {
    List<String> told =
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments();

    assertThat(told).containsAll(OwnOptions.current());
  }

  private static List<String> of(String... words) {
    List<String> options = OwnOptions.of(List.of(words));
    assertThat(options).isNotNull();
    return options;
  }
}
