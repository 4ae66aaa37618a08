package dev.zproc.runtime.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.testing.LockProbe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFolderTest {

  @TempDir private Path home;

  @Test
  void isWhereTheCachesOfTheUserAre() throws IOException {
    Path cache = home.resolve("elsewhere");
    assertThat(folder(Map.of("XDG_CACHE_HOME", cache.toString())).path())
        .isEqualTo(cache.resolve("zproc"));
    assertThat(folder(Map.of("XDG_CACHE_HOME", "relative")).path())
        .isEqualTo(home.resolve(".cache").resolve("zproc"));
    assertThat(folder(Map.of()).path()).isEqualTo(home.resolve(".cache").resolve("zproc"));
    assertThatThrownBy(() -> ArchiveFolder.of(Map.of(), "?")).isInstanceOf(IOException.class);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isForThisUserAlone() throws IOException {
    Path made = folder(Map.of()).path();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> folder(Map.of())).hasMessageContaining("chmod 700");

    Path real = Files.createDirectory(home.resolve("real"));
    Files.delete(made);
    Files.createSymbolicLink(made, real);
    assertThatThrownBy(() -> folder(Map.of())).hasMessageContaining("no directory");
  }

  @Test
  void keepsTheNewestAndWhatIsUnderWay() throws IOException {
    ArchiveFolder folder = folder(Map.of());
    for (int i = 0; i < ArchiveFolder.MOST_ARCHIVES + 3; i++) {
      old(Files.writeString(folder.archive("key" + i), "x"), Duration.ofHours(i));
    }
    old(Files.writeString(folder.draft("dead"), "x"), Duration.ofDays(2));
    Path alive = Files.writeString(folder.draft("alive"), "x");
    folder.clean();
    assertThat(folder.archive("key0")).exists();
    assertThat(folder.archive("key" + (ArchiveFolder.MOST_ARCHIVES - 1))).exists();
    assertThat(folder.archive("key" + ArchiveFolder.MOST_ARCHIVES)).doesNotExist();
    assertThat(folder.draft("dead")).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void dropsWhatProgramsHaveLeftThatEndedBeforeItWasWhole() throws IOException {
    ArchiveFolder folder = folder(Map.of());
    Path dead = leave(folder, "cds-mine-1.tmp.part");
    Path alsoDead = leave(folder, "cds-other-1.tmp");
    Path begunHere = leave(folder, "cds-begun-1.tmp");
    Path own = Files.writeString(folder.draft("cds-mine"), "x");
    Path archive = Files.writeString(folder.archive("cds-other"), "x");
    try (FileChannel lock = folder.lock("cds-mine")) {
      assertThat(lock).isNotNull();
      folder.dropLeftovers("cds-mine", Set.of("cds-mine", "cds-begun"));
    }
    assertThat(dead).doesNotExist();
    assertThat(alsoDead).doesNotExist();
    assertThat(begunHere).exists();
    assertThat(own).exists();
    assertThat(archive).exists();

    leave(folder, own.getFileName() + ".part");
    folder.dropDraft("cds-mine");
    assertThat(folder.path()).isDirectoryNotContaining(file -> file.toString().contains("mine-"));
  }

  private static Path leave(ArchiveFolder folder, String name) throws IOException {
    return Files.writeString(folder.path().resolve(name), "x");
  }

  @Test
  void letsOneMakeAnArchiveAtATime() throws IOException {
    ArchiveFolder folder = folder(Map.of());
    try (FileChannel lock = folder.lock("key")) {
      assertThat(lock).isNotNull();
      assertThat(folder.lock("key")).isNull();
      assertThat(LockProbe.isLocked(folder.path().resolve("key.lock"))).isTrue();
      try (FileChannel other = folder.lock("other")) {
        assertThat(other).isNotNull();
      }
    }
    try (FileChannel again = folder.lock("key")) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void remembersAFailureForADay() throws IOException {
    ArchiveFolder folder = folder(Map.of());
    assertThat(folder.hasFailed("key")).isFalse();
    folder.failed("key");
    assertThat(folder.hasFailed("key")).isTrue();
    old(folder.path().resolve("key.failed"), Duration.ofDays(2));
    assertThat(folder.hasFailed("key")).isFalse();
  }

  private ArchiveFolder folder(Map<String, String> environment) throws IOException {
    return ArchiveFolder.of(environment, home.toString());
  }

  private static void old(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
