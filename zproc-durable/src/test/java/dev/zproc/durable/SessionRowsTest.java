package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.Keys;
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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file keeps for those who ask again does not grow with what nobody can ask for. */
class SessionRowsTest {

  private static final byte[] ROOT = new byte[32];
  private static final long SESSION = 5;

  @TempDir Path folder;

  private Durable where() {
    return new Durable(folder.resolve("shop"), Durable.Level.PROCESS);
  }

  private JournalProvider.Opened open() {
    return Journals.open(where(), ROOT);
  }

  private long rows(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + where().file());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return row.getLong(1);
    }
  }

  private static void take(JournalProvider.Opened opened, Decided... batch) throws Exception {
    CompletableFuture<BatchOutcome> verdict = new CompletableFuture<>();
    ((CommitLog) opened.log()).take(List.of(batch), 1, verdict::complete);
    assertThat(verdict.get(20, TimeUnit.SECONDS)).isEqualTo(BatchOutcome.all(batch.length));
  }

  private static Decided commit(
      long revision, long session, long number, long unanswered, EntryChange... changes) {
    Bytes reply = Bytes.utf8("reply to " + number);
    Decided.Repeatable request = new Decided.Repeatable(77, number, unanswered, reply);
    return new Decided(revision, session, List.of(), List.of(changes), request);
  }

  private static EntryChange change(Bytes key, @Nullable Entry before, long revision) {
    long created = before == null ? revision : before.createRevision();
    return new EntryChange(key, before, new Entry(key, Scalar.of(revision), created, revision));
  }

  @Test
  void whatChangesNothingIsWrittenOnlyWithWhatComesAfterItAndIsStillLacked() throws Exception {
    EntryChange first = change(key("k"), null, 2);
    JournalProvider.Opened opened = open();
    take(opened, commit(2, SESSION, 1, 1, first));
    for (long number = 2; number <= 50; number++) {
      take(opened, commit(2, SESSION, number, number - 1), commit(2, SESSION + 1, number, 1));
    }
    take(opened, new Decided(2, SESSION, List.of(), List.of(), null));
    assertThat(rows("zproc_batches")).isEqualTo(1);
    take(
        opened,
        commit(2, SESSION, 51, 49),
        commit(3, SESSION, 52, 50, change(key("k"), first.after(), 3)));
    opened.log().close();
    assertThat(rows("zproc_batches")).isEqualTo(2);

    JournalProvider.Opened again = open();
    again.log().close();
    TakenUp.Answered known = again.state().answered().get(SESSION);
    assertThat(known.highest()).isEqualTo(52);
    assertThat(known.replies()).containsOnlyKeys(50L, 51L, 52L);
    assertThat(known.replies().get(50L)).isEqualTo(Bytes.utf8("reply to 50"));
    // The other session has done nothing: it may ask for all of it again.
    assertThat(again.state().answered()).containsOnlyKeys(SESSION);
    assertThat(again.state().commits()).hasSize(2);
  }

  @Test
  void aServerThatIsAskedTheSameAgainAndAgainWritesNothing() throws Exception {
    try (Engines engines = new Engines(DurableOptions.of(where().file(), where().level()))) {
      EngineSession child = engines.child();
      put(child, "there", 1);
      Commit ifAbsent =
          new Commit(
              List.of(new Compare.Value(key("there"), null)),
              List.of(new Operation.Put(key("there"), Scalar.of(2L))));
      for (int i = 0; i < 100; i++) {
        assertThat(get(child.commit(ifAbsent)).committed()).isFalse();
      }
    }
    assertThat(rows("zproc_batches")).isEqualTo(1);
  }

  @Test
  void aSessionThatHasEndedIsForgotten() throws Exception {
    Bytes record = Keys.session(SESSION);
    EntryChange birth = change(record, null, 2);
    JournalProvider.Opened opened = open();
    take(opened, commit(2, 1, 1, 1, birth));
    take(opened, commit(3, SESSION, 1, 1, change(key("k"), null, 3)));
    opened.log().close();
    assertThat(rows("zproc_sessions")).isEqualTo(2);

    JournalProvider.Opened again = open();
    take(again, commit(4, 1, 2, 1, new EntryChange(record, birth.after(), null)));
    // It was decided before, and comes late.
    take(again, commit(5, SESSION, 2, 1, change(key("other"), null, 5)));
    again.log().close();
    assertThat(rows("zproc_sessions")).isEqualTo(1);
    JournalProvider.Opened last = open();
    last.log().close();
    assertThat(last.state().answered()).containsOnlyKeys(1L);
  }

  /** As another root does, which begins to count anew. */
  @Test
  void aNumberThatIsGivenAgainIsOfASessionThatLives() throws Exception {
    Bytes record = Keys.session(SESSION);
    EntryChange birth = change(record, null, 2);
    JournalProvider.Opened opened = open();
    take(opened, commit(2, 1, 1, 1, birth));
    take(opened, commit(3, 1, 2, 1, new EntryChange(record, birth.after(), null)));
    take(opened, commit(4, 1, 3, 1, change(record, null, 4)));
    take(opened, commit(5, SESSION, 1, 1, change(key("k"), null, 5)));
    opened.log().close();
    assertThat(rows("zproc_sessions")).isEqualTo(2);
    JournalProvider.Opened again = open();
    again.log().close();
    assertThat(again.state().answered().get(SESSION).replies()).containsOnlyKeys(1L);
  }

  @Test
  void nothingIsKnownOfSessionsThatEndWithTheServer() throws Exception {
    try (Engines engines = new Engines(DurableOptions.of(where().file(), where().level()))) {
      for (int i = 0; i < 3; i++) {
        put(engines.child(), "key", i);
      }
    }
    assertThat(rows("zproc_sessions")).isZero();
    assertThat(rows("zproc_batches")).isEqualTo(3);
  }
}
