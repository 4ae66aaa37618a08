package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.Journals;
import dev.zproc.runtime.internal.journal.TakenUp;
import dev.zproc.runtime.testing.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables follow the batches later; what they lack meanwhile is not lost with the program. */
class BehindTablesTest {

  private static final byte[] ROOT = new byte[32];

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("shop");
  }

  /** What a program that was killed now would leave. */
  private Path copy() throws IOException {
    Path copy = folder.resolve("copy");
    for (String end : List.of("", "-wal", ".lock")) {
      Files.copy(
          file().resolveSibling(file().getFileName() + end),
          copy.resolveSibling(copy.getFileName() + end));
    }
    return copy;
  }

  private static long number(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  @Test
  void theFollowingBatchesLeadToTheState() throws IOException {
    Path copy;
    try (Engines engines = new Engines(DurableOptions.of(file(), Durable.Level.PROCESS))) {
      put(engines.root, "there", 0);
    }
    try (Engines engines = new Engines(DurableOptions.of(file(), Durable.Level.PROCESS))) {
      for (long i = 1; i <= 20; i++) {
        put(engines.root, "there", i);
      }
      put(engines.root, "new", 7);
      put(engines.root, "gone", 8);
      get(engines.root.commit(Commit.of(new Operation.Delete(key("gone")))));
      copy = copy();
    }
    try (Engines engines = new Engines(DurableOptions.of(copy, Durable.Level.PROCESS))) {
      assertThat(get(engines.root.ping()).revision()).isEqualTo(25);
      assertThat(get(engines.root.read(key("there"))).entry())
          .isEqualTo(new Entry(key("there"), Scalar.of(20L), 2, 22));
      assertThat(get(engines.root.read(key("new"))).entry())
          .isEqualTo(new Entry(key("new"), Scalar.of(7L), 23, 23));
      assertThat(get(engines.root.read(key("gone"))).entry()).isNull();
      assertThat(get(engines.root.range(KeyRange.single(key("there")), 12)).entries())
          .containsExactly(new Entry(key("there"), Scalar.of(10L), 2, 12));
      put(engines.root, "there", 21);
    }
    try (Engines engines = new Engines(DurableOptions.of(copy, Durable.Level.PROCESS))) {
      assertThat(get(engines.root.read(key("there"))).entry())
          .isEqualTo(new Entry(key("there"), Scalar.of(21L), 2, 26));
    }
  }

  @Test
  void whatIsTakenOutOfADamagedFileIsTheNewest() throws Exception {
    Path copy;
    try (Engines engines = new Engines(DurableOptions.of(file(), Durable.Level.PROCESS))) {
      put(engines.root, "a", 1);
      put(engines.root, "b", 1);
      put(engines.root, "damaged", 1);
    }
    try (Engines engines = new Engines(DurableOptions.of(file(), Durable.Level.PROCESS))) {
      put(engines.root, "a", 2);
      get(engines.root.commit(Commit.of(new Operation.Delete(key("b")))));
      put(engines.root, "c", 3);
      copy = copy();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE zproc_entries SET value = x'00' WHERE namespace = 'damaged'");
    }
    Path saved = folder.resolve("saved");
    assertThat(Salvage.run(copy, saved, System.out, System.err)).isEqualTo(3);
    try (Engines engines = new Engines(DurableOptions.of(saved, Durable.Level.PROCESS))) {
      assertThat(get(engines.root.range(new KeyRange(Bytes.EMPTY, null), 0)).entries())
          .containsExactly(
              new Entry(key("a"), Scalar.of(2L), 2, 5),
              new Entry(key("c"), Scalar.of(3L), 7, 7),
              new Entry(key("damaged"), Scalar.of(1L), 4, 4)); // as the history has it
    }
  }

  @Test
  void peopleSeeWhatWasWrittenSoonAndWhileItIsOpen() {
    try (Engines engines = new Engines(DurableOptions.of(file(), Durable.Level.PROCESS))) {
      put(engines.root, "shop\0price", Scalar.of(3));
      put(engines.root, "shop\0price", Scalar.of(4));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(number(file(), "SELECT value FROM keys WHERE name = 'price'"))
                      .isEqualTo(4));
      put(engines.root, "shop\0price", Scalar.of(5));
    }
  }

  @Test
  void moreThanIsHeldBackAtATimeIsInTheTablesAtOnce() throws Exception {
    Path copy;
    List<Entry> expected = new ArrayList<>();
    JournalProvider.Opened opened = Journals.open(new Durable(file(), Durable.Level.PROCESS), ROOT);
    try (var log = opened.log()) {
      List<EntryChange> changes = new ArrayList<>();
      for (int i = 0; i < 2_500; i++) {
        Entry entry = new Entry(key("key" + i), Scalar.of((long) i), 2, 2);
        changes.add(new EntryChange(entry.key(), null, entry));
        expected.add(entry);
      }
      take(opened, new Decided(2, 5, List.of(), changes, null));
      // Batches are taken one after the other: when this one is, the tables show the one before.
      take(opened, new Decided(2, 5, List.of(), List.of(), null));
      copy = copy();
    }
    assertThat(number(copy, "SELECT count(*) FROM keys")).isEqualTo(2_500);
    JournalProvider.Opened again = Journals.open(new Durable(copy, Durable.Level.PROCESS), ROOT);
    again.log().close();
    assertThat(again.state().commits()).hasSize(1);
    assertThat(again.state().commits().get(0).changes())
        .extracting(EntryChange::after)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whatWasAnsweredIsKnownThoughTheTablesDoNotShowIt() throws Exception {
    Path copy;
    JournalProvider.Opened opened = Journals.open(new Durable(file(), Durable.Level.PROCESS), ROOT);
    try (var log = opened.log()) {
      Entry entry = new Entry(key("k"), Scalar.of(1L), 2, 2);
      take(
          opened,
          new Decided(
              2,
              5,
              List.of(),
              List.of(new EntryChange(entry.key(), null, entry)),
              new Decided.Repeatable(77, 9, 8, Bytes.utf8("done"))));
      copy = copy();
    }
    JournalProvider.Opened again = Journals.open(new Durable(copy, Durable.Level.PROCESS), ROOT);
    again.log().close();
    TakenUp.Answered known = again.state().answered().get(5L);
    assertThat(known.link()).isEqualTo(77);
    assertThat(known.highest()).isEqualTo(9);
    assertThat(known.replies()).containsOnlyKeys(9L);
    assertThat(known.replies().get(9L)).isEqualTo(Bytes.utf8("done"));
  }

  private static void take(JournalProvider.Opened opened, Decided commit) throws Exception {
    CompletableFuture<BatchOutcome> verdict = new CompletableFuture<>();
    ((CommitLog) opened.log()).take(List.of(commit), 1, verdict::complete);
    assertThat(verdict.get(20, TimeUnit.SECONDS)).isEqualTo(BatchOutcome.all(1));
  }
}
