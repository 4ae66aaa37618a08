package dev.zproc.runtime.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ClassArchivesTest {

  @TempDir private Path folder;

  @Test
  void isNotUsedWhereItsPathWouldBeTakenForSeveral() throws IOException {
    List<String> words = List.of(java(), "-cp", jar().toString(), "dev.zproc.runtime.Bootstrap");
    Path plain = Files.createDirectory(folder.resolve("cache"));
    Path colons = Files.createDirectory(folder.resolve("host:8080:job"));
    for (Path cache : List.of(plain, colons)) {
      Path own = sealed(ofUser(cache, words));
      Path named = sealed(cache.resolve("named.jsa"));
      if (cache.equals(plain)) {
        assertThat(use(cache, words, null)).anyMatch(word -> word.endsWith("=" + own));
        assertThat(use(cache, words, named.toString()))
            .anyMatch(word -> word.endsWith("=" + named));
      } else {
        assertThat(use(cache, words, null)).isEqualTo(words);
        assertThat(use(cache, words, named.toString())).isEqualTo(words);
      }
    }
  }

  /** Where that of the user's folder is looked for. */
  private Path ofUser(Path cache, List<String> words) throws IOException {
    String key =
        ClassArchives.key(
            JavaHome.of(Path.of(words.get(0))),
            RelevantOptions.of(List.of()),
            ArchivedPath.of(words.get(2)));
    return ArchiveFolder.of(Map.of("XDG_CACHE_HOME", cache.toString()), "/").archive(key);
  }

  private static Path sealed(Path file) throws IOException {
    Files.write(file, new byte[] {1, 2, 3});
    SealedFile.seal(file);
    return file;
  }

  private List<String> use(Path cache, List<String> words, @Nullable String setting) {
    ArchiveMaker.Starter never =
        (command, directory) -> {
          throw new AssertionError("starts " + command);
        };
    return new ClassArchives(Map.of("XDG_CACHE_HOME", cache.toString()), "/", never)
        .use(words, setting)
        .words();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** All that zproc's jars are known by. */
  private Path jar() throws IOException {
    Path jar = folder.resolve("zproc.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (String name : List.of("runtime/ZProc", "ChildProcess", "jeromq/ZMQ")) {
        entries.putNextEntry(new JarEntry("dev/zproc/" + name + ".class"));
      }
    }
    return jar;
  }
}
