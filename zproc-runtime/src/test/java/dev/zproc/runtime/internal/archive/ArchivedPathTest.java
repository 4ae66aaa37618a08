package dev.zproc.runtime.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedPathTest {

  private static final String ZPROC = "dev/zproc/runtime/ZProc.class";
  private static final String KRYO = "com/esotericsoftware/kryo/Kryo.class";

  @TempDir private Path folder;

  private Path runtime;
  private Path annotations;
  private Path jeromq;
  private Path kryo;
  private Path classes;

  @BeforeEach
  void makeJars() throws IOException {
    runtime = jar("zproc-runtime.jar", ZPROC, "META-INF/MANIFEST.MF");
    annotations = jar("zproc-annotations.jar", "dev/zproc/ChildProcess.class");
    jeromq = jar("zproc-jeromq.jar", "dev/zproc/jeromq/ZMQ.class");
    kryo = jar("kryo.jar", KRYO);
    classes = Files.createDirectories(folder.resolve("classes"));
  }

  @Test
  void beginsWithOurJarsWhateverStandsBefore() throws IOException {
    Path other = jar("other.jar", "org/acme/Main.class", "META-INF/MANIFEST.MF");
    String before = path(classes, annotations, other, runtime, kryo, jeromq);
    ArchivedPath archived = ArchivedPath.of(before);
    assertThat(archived.obstacle()).isNull();
    assertThat(archived.whole())
        .isEqualTo(path(annotations, runtime, kryo, jeromq, classes, other));
    assertThat(archived.beginning()).isEqualTo(path(annotations, runtime, kryo, jeromq));
  }

  @Test
  void keepsWhatIsNoJarWhereItStands() throws IOException {
    Path pom = Files.writeString(folder.resolve("x.pom"), "<project/>");
    Path missing = folder.resolve("missing.jar");
    String before = path(pom, missing, runtime, annotations, jeromq) + File.pathSeparator;
    assertThat(ArchivedPath.of(before).whole())
        .isEqualTo(path(runtime, annotations, jeromq, pom, missing) + File.pathSeparator);
  }

  @Test
  void leavesOthersJarsWhereSomebodyHasTheSameClass() throws IOException {
    Path shaded = jar("shaded.jar", "org/acme/Main.class", KRYO);
    // The first of them is where Kryo comes from, so it is the one to be archived, and stays first.
    assertThat(ArchivedPath.of(path(shaded, kryo, runtime, annotations, jeromq)).whole())
        .isEqualTo(path(shaded, runtime, annotations, jeromq, kryo));

    Path patched = Files.createDirectories(folder.resolve("patched"));
    Path copy = jar("kryo-copy.jar", KRYO, "com/esotericsoftware/kryo/Registration.class");
    touch(patched.resolve("com/esotericsoftware/kryo/Registration.class"));
    assertThat(ArchivedPath.of(path(patched, copy, runtime, annotations, jeromq)).whole())
        .isEqualTo(path(runtime, annotations, jeromq, patched, copy));
  }

  @Test
  void isLeftAloneIfAClassOfOursIsPatched() throws IOException {
    touch(classes.resolve("dev/zproc/runtime/ZProc.class"));
    refused(path(classes, runtime, annotations, jeromq));

    Path patches = jar("patches.jar", "dev/zproc/ChildProcess.class", "a/B.class");
    Path both = jar("both.jar", "dev/zproc/ChildProcess.class", "a/B.class");
    assertThat(ArchivedPath.of(path(runtime, patches, jeromq, both)).obstacle()).isNull();
    touch(folder.resolve("more/a/B.class"));
    refused(path(folder.resolve("more"), runtime, both, jeromq));
  }

  @Test
  void isLeftAloneIfTheJarsAreNotThere() {
    refused(path(classes, runtime, annotations));
    refused(path(classes));
    refused(folder + File.separator + "*");
  }

  private void refused(String classPath) {
    ArchivedPath archived = ArchivedPath.of(classPath);
    assertThat(archived.obstacle()).isNotNull();
    assertThat(archived.whole()).isEqualTo(classPath);
    assertThat(archived.jars()).isEmpty();
  }

  private Path jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out)) {
      for (String entry : entries) {
        to.putNextEntry(new JarEntry(entry));
        to.closeEntry();
      }
    }
    return jar;
  }

  private static void touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
  }

  private static String path(Path... entries) {
    return Arrays.stream(entries)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
