package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.testing.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By whatever name a state is opened, it is one file, and its owner's alone. */
class FileNamesTest {

  @TempDir Path folder;

  private static Engines open(Path file) {
    return new Engines(DurableOptions.of(file, Durable.Level.PROCESS));
  }

  private List<String> names(Path in) throws IOException {
    try (Stream<Path> all = Files.list(in)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** As where the link is made with the machine, and the file at the first start. */
  @Test
  void aLinkMayBeThereBeforeTheFile() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path links = Files.createDirectory(folder.resolve("links"));
    Path target = data.resolve("shop.state");
    Path link = Files.createSymbolicLink(links.resolve("shop"), Path.of("../links/other"));
    Files.createSymbolicLink(links.resolve("other"), target);
    try (Engines engines = open(link)) {
      put(engines.root, "a", 1);
      assertThat(mode(target)).isEqualTo("rw-------");
      for (Path name : List.of(link, target)) {
        assertThatThrownBy(() -> open(name))
            .isInstanceOf(StorageException.class)
            .hasMessageContaining("in use by this process");
      }
    }
    assertThat(names(links)).containsExactly("other", "shop");
    assertThat(names(data)).containsExactly("shop.state", "shop.state.lock");
    try (Engines engines = open(target)) {
      assertThat(get(engines.root.read(key("a"))).entry().value()).isEqualTo(Scalar.of(1L));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"what?", "a#b", "a%41b", "with a space", "mode=memory", "a:&=1"})
  void aNameIsTakenAsItIs(String name) throws IOException {
    Path file = folder.resolve(name);
    for (int times = 1; times <= 2; times++) {
      try (Engines engines = open(file)) {
        put(engines.root, "a" + times, times);
        assertThat(get(engines.root.read(key("a1"))).entry().value()).isEqualTo(Scalar.of(1L));
        for (String each : names(folder)) {
          assertThat(each).startsWith(name);
          assertThat(mode(folder.resolve(each))).isEqualTo("rw-------");
        }
      }
      assertThat(names(folder)).containsExactly(name, name + ".lock");
    }
  }

  @Test
  void aLinkToItselfIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b"), link);
    assertThatThrownBy(() -> open(link))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(link.toString())
        .hasMessageContaining("a link that leads to no file");
  }
}
