package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.Journals;
import dev.zproc.runtime.testing.Engines;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a state is said, and is not taken for damage. */
class OpeningTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("shop");
  }

  private static Engines open(Path file) {
    return new Engines(DurableOptions.of(file, Durable.Level.PROCESS));
  }

  private static AbstractThrowableAssert<?, ?> refused(Path file) {
    return assertThatThrownBy(() -> open(file))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("the state '" + file + "' cannot be opened: ")
        .hasMessageNotContaining("damaged");
  }

  /** Who was told to put back a copy would lose what is there. */
  @Test
  void aLockOfAnotherProgramIsNoDamage() throws Exception {
    try (Engines engines = open(file())) {
      put(engines.root, "a", 1);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("BEGIN EXCLUSIVE");
      refused(file()).hasMessageContaining("another program has had its database locked for 5 s");
    }
    try (Engines engines = open(file())) {
      assertThat(get(engines.root.read(key("a"))).entry().value()).isEqualTo(Scalar.of(1L));
    }
  }

  @Test
  void anInterruptThatCameBeforeIsLeftToWhoWaits() {
    Thread.currentThread().interrupt();
    try {
      Journals.open(new Durable(file(), Durable.Level.PROCESS), new byte[32]).log().close();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    Path missing = folder.resolve("data");
    refused(missing.resolve("shop"))
        .hasMessageEndingWith("there is no folder '" + missing + "'; make it");
    Files.createDirectory(missing);
    refused(missing).hasMessageEndingWith("it is a folder; name a file in it");
    assertThat(LockFile.beside(missing)).doesNotExist();
    assertThat(Errors.refused(file(), new AccessDeniedException("/shop.lock")))
        .hasMessageEndingWith("this user has no right to '/shop.lock'");
  }
}
