package dev.zproc.runtime.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** That a context is found which was told of in another of the user's folders. */
@DisabledOnOs(OS.WINDOWS)
class RuntimeFoldersTest {

  @TempDir Path temporary;

  private static ContextRecord context(String name, long opened) {
    ContextRecord now = ContextRecord.ofThisProcess("zproc+unix:///nowhere/s", name, Map.of());
    return new ContextRecord(
        now.uri(),
        now.pid(),
        now.started(),
        now.place(),
        name,
        Instant.ofEpochMilli(opened),
        Map.of());
  }

  @Test
  void whatAServiceTellsOfIsFoundByWhoIsLoggedIn() throws IOException {
    RuntimeFolder login = RuntimeFolder.at(temporary.resolve("login"));
    RuntimeFolder service = RuntimeFolder.at(temporary.resolve("service"));
    login.publish(context("second", 2));
    login.publish("kitchen", context("third", 3));
    service.publish("bakery", context("first", 1));

    RuntimeFolders both = RuntimeFolders.of(login, List.of(login.path(), service.path()));

    assertThat(both.told())
        .extracting(told -> told.context().name())
        .containsExactly("first", "second", "third");
    assertThat(both.backgrounds()).containsExactly("bakery", "kitchen");
    assertThat(both.background("bakery")).isEqualTo(context("first", 1));
    assertThat(both.background("shop")).isNull();
    assertThat(both).hasToString(login.path() + " and " + service.path());
  }

  @Test
  void whatIsNotThereOrNotOfThisUserAloneIsLeftOut() throws IOException {
    RuntimeFolder own = RuntimeFolder.at(temporary.resolve("own"));
    Path missing = temporary.resolve("missing");
    Path shared = Files.createDirectory(temporary.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), own.path());

    RuntimeFolders all = RuntimeFolders.of(own, List.of(missing, shared, link));

    assertThat(all.all()).containsExactly(own);
    assertThat(missing).doesNotExist();
  }
}
