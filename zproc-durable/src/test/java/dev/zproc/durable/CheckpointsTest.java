package dev.zproc.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread that works in the write-ahead log does so by itself, and survives what it meets. */
class CheckpointsTest {

  private static final long BYTES = 1 << 20;

  @TempDir Path folder;

  private final AtomicReference<LongSupplier> written = new AtomicReference<>(() -> BYTES);
  private final Semaphore over = new Semaphore(0);
  private Path file;
  private Connection connection;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() throws SQLException {
    file = folder.resolve("state");
    connection = Tables.write(file, false);
    Tables.create(connection);
    checkpoints =
        new Checkpoints(
            file, Tables.write(file, false), () -> written.get().getAsLong(), over::release);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO zproc_batches(number, data) VALUES (1, randomblob(" + BYTES + "))");
    }
  }

  @AfterEach
  void close() throws SQLException {
    checkpoints.close();
    connection.close();
  }

  private void checkpoint() throws InterruptedException {
    checkpoints.begin();
    assertThat(checkpoints.isIdle()).isFalse();
    assertThat(over.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    assertThat(checkpoints.take()).isTrue();
    assertThat(checkpoints.isIdle()).isTrue();
  }

  @Test
  void theLogIsInTheDatabaseBeforeWhoeverWritesHasDoneAnything() throws Exception {
    assertThat(Files.size(file)).isLessThan(BYTES);
    checkpoint();
    assertThat(Files.size(file)).isGreaterThan(BYTES);
  }

  @Test
  void theNextOneIsMadeWhateverBecameOfThisOne() throws Exception {
    written.set(
        () -> {
          throw new StackOverflowError("of a test");
        });
    checkpoint();
    assertThat(Files.size(file)).isLessThan(BYTES);
    written.set(() -> BYTES);
    checkpoint();
    assertThat(Files.size(file)).isGreaterThan(BYTES);
  }
}
