package dev.zproc.runtime.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.HostFailedException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What of a class path is sent to another host, and by which name it is known there. */
class ClassPathTest {

  @TempDir Path folder;

  @Test
  void isWhatAJvmWouldTake() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("li b"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path b = jar(lib.resolve("b.jar"), "a.jar ../classes/ gone.jar http://x/y.jar");
    Path a = jar(lib.resolve("a.jar"), null);
    Path text = Files.writeString(folder.resolve("no.jar"), "no jar");

    assertThat(
            ClassPathEntries.of(
                String.join(
                    File.pathSeparator,
                    b.toString(),
                    lib + File.separator + "*",
                    text.toString(),
                    folder.resolve("nowhere").toString())))
        .containsExactly(b, a, classes, text);
  }

  private static Path jar(Path file, @Nullable String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (classPath != null) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  @Test
  void aFolderIsTheSameJarForTheSameFiles() throws IOException {
    Path one = folder("one", "x");
    Path same = folder("same", "x");
    Path other = folder("other", "y");

    assertThat(ContentFile.of(one).hash())
        .isEqualTo(ContentFile.of(same).hash())
        .isNotEqualTo(ContentFile.of(other).hash());
  }

  private Path folder(String name, String content) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name).resolve("p/q"));
    Files.writeString(made.resolve("B.class"), content);
    Files.writeString(made.resolve("A.class"), "a");
    return folder.resolve(name);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatLeadsIntoItselfIsNamed() throws IOException {
    Path loop = folder("one", "x").resolve("p/loop");
    Files.createSymbolicLink(loop, folder.resolve("one"));
    Duration time = Duration.ofSeconds(4);
    SshHost host = new SshHost("forge", "ssh", List.of(), null, time, time, 1 << 20);

    assertThatThrownBy(
            () ->
                SshSites.prepare(
                    host,
                    folder.resolve("one").toString(),
                    17,
                    "Main",
                    command -> {
                      throw new AssertionError("nothing is started");
                    }))
        .isInstanceOf(HostFailedException.class)
        .hasMessageContaining("forge")
        .hasMessageContaining(loop + " is a link to a folder that it lies in itself");
  }

  @Test
  void aFileThatWasJustWrittenIsReadAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jar"), "one");
    ContentFile before = ContentFile.of(file);
    var changed = Files.getLastModifiedTime(file);
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, changed);

    assertThat(ContentFile.of(file).hash()).isNotEqualTo(before.hash());
  }

  @Test
  void tarSaysWhatItCarriesAndNoticesIfItChanges() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarStream tar = new TarStream(bytes);
    tar.add("a.jar", 3, out -> out.write("abc".getBytes(StandardCharsets.US_ASCII)));
    tar.finish();

    assertThat(bytes.size()).isEqualTo(512 + 512 + 1024);
    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .startsWith("a.jar\0")
        .contains("00000000003\0", "ustar", "abc\0");
    assertThatThrownBy(() -> tar.add("b", 3, out -> out.write(new byte[4])))
        .hasMessageContaining("longer");
    assertThatThrownBy(() -> tar.add("c", 3, out -> out.write(new byte[2])))
        .hasMessageContaining("c has become shorter");
  }
}
