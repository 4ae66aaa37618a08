package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.Journals;
import dev.zproc.runtime.internal.journal.TakenUp;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.LockProbe;
import dev.zproc.runtime.testing.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the file is there again, whatever opened it; and nothing else is taken for it. */
class DurableStateTest {

  private static final byte[] ROOT = new byte[32];

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("shop");
  }

  private Engines open(Durable.Level level) {
    return new Engines(DurableOptions.of(file(), level));
  }

  @ParameterizedTest
  @EnumSource(Durable.Level.class)
  void valuesHistoryAndRevisionsAreThereAgain(Durable.Level level) {
    List<CommitEvent> before = new ArrayList<>();
    try (Engines engines = open(level)) {
      Recorder watch = new Recorder();
      engines.root.watch(Engines.all(Engines.BEGIN), Long.MAX_VALUE, watch);
      for (int i = 0; i < 50; i++) {
        put(engines.child(), "key" + i % 7, i);
        before.add(watch.event());
      }
      get(engines.root.commit(Commit.of(new Operation.Delete(key("key3")))));
      before.add(watch.event());
      assertThat(get(engines.root.ping()).epoch()).isEqualTo(1);
    }
    try (Engines engines = open(level)) {
      assertThat(get(engines.root.ping()).epoch()).isEqualTo(2);
      assertThat(get(engines.root.ping()).revision()).isEqualTo(52);
      assertThat(get(engines.root.read(key("key3"))).entry()).isNull();
      assertThat(get(engines.root.read(key("key0"))).entry())
          .isEqualTo(new Entry(key("key0"), Scalar.of(49L), 2, 51));
      assertThat(get(engines.root.range(KeyRange.single(key("key3")), 51)).entries())
          .containsExactly(new Entry(key("key3"), Scalar.of(45L), 5, 47));
      Recorder watch = new Recorder();
      engines.root.watch(Engines.all(Engines.BEGIN), Long.MAX_VALUE, watch);
      for (CommitEvent event : before) {
        CommitEvent again = watch.event();
        assertThat(again.revision()).isEqualTo(event.revision());
        assertThat(again.changes()).isEqualTo(event.changes());
      }
      assertThat(put(engines.root, "key0", 1)).isEqualTo(53);
    }
  }

  /** Many at a time, so that reads wait behind writes that are not stored yet. */
  @Test
  void aProcessReadsWhatItHasWritten() {
    try (Engines engines = open(Durable.Level.DISK)) {
      EngineSession child = engines.child();
      List<CompletableFuture<ReadResult>> reads = new ArrayList<>();
      List<CompletableFuture<RangeResult>> ranges = new ArrayList<>();
      KeyRange own = KeyRange.single(key("root's"));
      for (long i = 1; i <= 300; i++) {
        child.commit(Commit.of(new Operation.Put(key("child's"), Scalar.of(i))));
        reads.add(child.read(key("child's")));
        reads.add(child.read(key("absent")));
        engines.root.commit(Commit.of(new Operation.Put(own.from(), Scalar.of(i))));
        ranges.add(engines.root.range(own, StateEngine.AFTER_OWN));
      }
      for (int i = 0; i < 300; i++) {
        Bytes written = Scalar.of(i + 1L);
        assertThat(get(reads.get(2 * i)).entry()).extracting(Entry::value).isEqualTo(written);
        assertThat(get(reads.get(2 * i + 1)).entry()).isNull();
        assertThat(get(ranges.get(i)).entries()).extracting(Entry::value).containsExactly(written);
      }
    }
  }

  @Test
  void historyInTheFileHasTheBoundsOfThatInMemory() throws SQLException {
    StoreLimits few = new StoreLimits(10, 1 << 20, 1024, 1024, 100, 100, 100, Long.MAX_VALUE);
    ServerOptions options = DurableOptions.of(file(), Durable.Level.PROCESS).withLimits(few);
    try (Engines engines = new Engines(options)) {
      for (int i = 0; i < 200; i++) {
        put(engines.root, "key", i);
      }
    }
    assertThat(rows("SELECT count(*) FROM zproc_batches")).isLessThan(30);
    try (Engines engines = new Engines(options)) {
      assertThat(get(engines.root.range(KeyRange.single(key("key")), 191)).entries())
          .extracting(Entry::value)
          .containsExactly(Scalar.of(189L));
      assertThat(get(engines.root.read(key("key"))).entry())
          .isEqualTo(new Entry(key("key"), Scalar.of(199L), 2, 201));
    }
  }

  @Test
  void largeBatchesThatHistoryDoesNotNeedAreNotKept() throws SQLException {
    StoreLimits few = StoreLimits.defaults().withHistory(10, 1 << 20);
    ServerOptions options = DurableOptions.of(file(), Durable.Level.PROCESS).withLimits(few);
    try (Engines engines = new Engines(options)) {
      for (int i = 0; i < 20; i++) {
        put(engines.root, "key", Scalar.of(new byte[500_000 + i]));
      }
    }
    assertThat(rows("SELECT sum(length(data)) FROM zproc_batches")).isLessThan(6 << 20);
    try (Engines engines = new Engines(options)) {
      assertThat(get(engines.root.ping()).revision()).isEqualTo(21);
    }
  }

  private long rows(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  @Test
  void aSecondOpenerIsToldWhoHasIt() throws IOException {
    try (ZProc first = ZProc.open(o -> o.durable(file(), Durability.PROCESS))) {
      assertThatThrownBy(() -> ZProc.open(o -> o.durable(file(), Durability.PROCESS)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(file().toString())
          .hasMessageContaining("in use by this process, " + ProcessHandle.current().pid());
      assertThat(first.ping()).isNotNull();
      assertThat(LockProbe.isLocked(LockFile.beside(file()))).isTrue(); // still
    }
    ZProc.open(o -> o.durable(file(), Durability.PROCESS)).close();
  }

  @Test
  void aNewerFormatIsRefusedWithBothVersions() throws SQLException {
    open(Durable.Level.PROCESS).close();
    change("PRAGMA user_version = 7");
    assertThatThrownBy(() -> open(Durable.Level.PROCESS))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("has the format 7")
        .hasMessageContaining("reads the format 1");
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void whatIsNoStateIsLeftAlone() throws Exception {
    Files.writeString(file(), "Dear diary, today I learned to write.");
    assertThatThrownBy(() -> open(Durable.Level.PROCESS))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is no state of zproc");
    assertThat(file()).hasContent("Dear diary, today I learned to write.");
  }

  @Test
  void aValueThatSomebodyHasChangedIsNotBelieved() throws Exception {
    try (Engines engines = open(Durable.Level.PROCESS)) {
      put(engines.root, "a", 1);
      put(engines.root, "b", 2);
    }
    change("UPDATE zproc_entries SET value = x'4a0000000000000009' WHERE namespace = 'b'");
    assertThatThrownBy(() -> open(Durable.Level.PROCESS))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("Salvage");
    Path saved = folder.resolve("saved");
    assertThat(Salvage.run(file(), saved, System.out, System.err)).isEqualTo(3);
    try (Engines engines = new Engines(DurableOptions.of(saved, Durable.Level.PROCESS))) {
      assertThat(get(engines.root.read(key("a"))).entry())
          .isEqualTo(new Entry(key("a"), Scalar.of(1L), 2, 2));
      assertThat(get(engines.root.read(key("b"))).entry())
          .as("which the history still has")
          .isEqualTo(new Entry(key("b"), Scalar.of(2L), 3, 3));
    }
  }

  @Test
  void anOlderCopyIsRefusedUntilItIsWanted() throws Exception {
    Path copy = folder.resolve("copy");
    open(Durable.Level.PROCESS).close();
    Files.copy(file(), copy);
    try (Engines engines = open(Durable.Level.PROCESS)) {
      put(engines.root, "a", 1);
    }
    Files.delete(file());
    Files.copy(copy, file());
    assertThatThrownBy(() -> open(Durable.Level.PROCESS))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("was acknowledged")
        .hasMessageContaining("delete '" + file() + ".lock'");
    Files.delete(LockFile.beside(file()));
    try (Engines engines = open(Durable.Level.PROCESS)) {
      assertThat(get(engines.root.read(key("a"))).entry()).isNull();
    }
  }

  @Test
  void peopleSeeKeysAndValues() throws SQLException {
    try (Engines engines = open(Durable.Level.PROCESS)) {
      put(engines.root, "shop\0name", Scalar.of("Zwieback"));
      put(engines.root, "shop\0price", Scalar.of(3));
      put(engines.root, "shop\0open", Scalar.of(true));
      put(engines.root, "shop\0stock\0rye", Scalar.of(7L));
      put(engines.root, "shop\0photo", Bytes.wrap(new byte[] {1, 2}));
    }
    List<String> seen = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT name, entry, type, value, modified FROM keys")) {
      while (row.next()) {
        seen.add(
            row.getString(1)
                + "/"
                + row.getString(2)
                + " "
                + row.getString(3)
                + " "
                + row.getString(4)
                + " @"
                + row.getLong(5));
      }
    }
    assertThat(seen)
        .containsExactly(
            "name/ String Zwieback @2",
            "open/ boolean true @4",
            "photo/ bytes x'0102' @6",
            "price/ int 3 @3",
            "stock/x'727965' long 7 @5");
    assertThat(rows("SELECT keys FROM namespaces WHERE namespace = 'shop'")).isEqualTo(5);
    assertThat(rows("SELECT max(last) FROM revisions")).isEqualTo(6);
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    open(Durable.Level.PROCESS).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void whatWasAnsweredToARepeatableRequestIsKnownToTheSameRootAlone() throws Exception {
    Durable where = new Durable(file(), Durable.Level.PROCESS);
    Bytes key = key("k");
    Entry entry = new Entry(key, Scalar.of(1L), 2, 2);
    Decided commit =
        new Decided(
            2,
            5,
            List.of(),
            List.of(new EntryChange(key, null, entry)),
            new Decided.Repeatable(77, 9, 8, Bytes.utf8("done")));
    JournalProvider.Opened first = Journals.open(where, ROOT);
    assertThat(take(first, List.of(commit))).isEqualTo(BatchOutcome.all(1));
    first.log().close();

    JournalProvider.Opened again = Journals.open(where, ROOT);
    again.log().close();
    assertThat(again.state().same()).isTrue();
    TakenUp.Answered known = again.state().answered().get(5L);
    assertThat(known.link()).isEqualTo(77);
    assertThat(known.highest()).isEqualTo(9);
    assertThat(known.replies()).containsOnlyKeys(9L);
    assertThat(known.replies().get(9L)).isEqualTo(Bytes.utf8("done"));

    byte[] other = ROOT.clone();
    other[0] = 1;
    JournalProvider.Opened another = Journals.open(where, other);
    another.log().close();
    assertThat(another.state().same()).isFalse();
    assertThat(another.state().answered()).isEmpty();
    assertThat(another.state().commits()).hasSize(1);
  }

  private static BatchOutcome take(JournalProvider.Opened opened, List<Decided> batch)
      throws Exception {
    CompletableFuture<BatchOutcome> verdict = new CompletableFuture<>();
    ((CommitLog) opened.log()).take(batch, 1, verdict::complete);
    return verdict.get(20, TimeUnit.SECONDS);
  }
}
