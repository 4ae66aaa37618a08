package dev.zproc.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.Journals;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for a journal is told when its thread meets something that it cannot know. */
class FallenJournalTest {

  private static final Bytes KEY = Bytes.utf8("key");

  @TempDir Path folder;

  private static List<Decided> batch(long revision) {
    Bytes key = KEY.concat(Scalar.of(revision));
    Entry entry = new Entry(key, Scalar.of(1L), revision, revision);
    EntryChange change = new EntryChange(key, null, entry);
    return List.of(new Decided(revision, 1, List.of(), List.of(change), null));
  }

  @Test
  void writesEndWithTheReason() throws Exception {
    Durable where = new Durable(folder.resolve("state"), Durable.Level.PROCESS);
    try (CommitLog log = (CommitLog) Journals.open(where, new byte[32]).log()) {
      CompletableFuture<BatchOutcome> answered = new CompletableFuture<>();
      log.take(
          batch(2),
          1,
          outcome -> {
            answered.complete(outcome);
            throw new LinkageError("of a test");
          });
      assertThat(answered.get(20, TimeUnit.SECONDS)).isEqualTo(BatchOutcome.all(1));
      CompletableFuture<BatchOutcome> next = new CompletableFuture<>();
      log.take(batch(3), 1, next::complete);
      BatchOutcome outcome = next.get(20, TimeUnit.SECONDS);
      assertThat(outcome.rest()).isEqualTo(BatchOutcome.Rest.BROKEN);
      assertThat(outcome.why()).contains(where.file().toString(), "cannot be written");
    }
  }
}
