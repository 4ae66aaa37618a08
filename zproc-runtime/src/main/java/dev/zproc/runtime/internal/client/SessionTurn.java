package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A turn of a session.
 *
 * <p>Threads: safe for use by many threads.
 */
final class SessionTurn implements Turn {

  private final EngineSession session;
  private final Reply.Granted granted;

  SessionTurn(EngineSession session, Reply.Granted granted) {
    this.session = session;
    this.granted = granted;
  }

  @Override
  public long fence() {
    return granted.fence();
  }

  @Override
  public long leaseMillis() {
    return granted.leaseMillis();
  }

  @Override
  public int covered() {
    return granted.covered();
  }

  @Override
  public List<Entry> found() {
    return granted.found().entries();
  }

  @Override
  public CompletableFuture<RangeResult> range(KeyRange range) {
    return session.ask(
        new Request.ReadInTurn(fence(), range), Reply.Listed.class, Reply.Listed::result);
  }

  @Override
  public CompletableFuture<CommitResult> commit(Commit commit) {
    return session.ask(
        new Request.SubmitInTurn(fence(), commit), Reply.Committed.class, Reply.Committed::result);
  }

  @Override
  public void end() {
    session.endTurn(fence());
  }
}
