package dev.zproc.runtime.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to do to a store and to its model, with the answers compared. Revisions are told as
 * distances from the newest, so that a command keeps its sense when others are taken away.
 */
sealed interface ModelCommand {

  void run(Store store, StoreModel model);

  record Run(long origin, Commit commit) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      CommitResult expected = model.commit(origin, commit);
      if (expected == null) {
        assertThat(refusal(() -> store.commit(origin, commit)))
            .isEqualTo(EngineException.Rejected.class);
      } else {
        assertThat(store.commit(origin, commit)).isEqualTo(expected);
      }
    }
  }

  record Range(KeyRange range, int back) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      long revision = model.newest() - back;
      if (revision < 0) {
        return;
      }
      if (revision == 0) { // which stands for the newest
        revision = model.newest();
        assertThat(store.range(range, 0))
            .isEqualTo(new RangeResult(model.range(range, revision), revision));
      } else if (revision > model.newest()) {
        assertThat(refusal(store, revision)).isEqualTo(EngineException.Rejected.class);
      } else if (revision < model.oldest()) {
        assertThat(refusal(store, revision)).isEqualTo(EngineException.Gone.class);
      } else {
        assertThat(store.range(range, revision))
            .isEqualTo(new RangeResult(model.range(range, revision), revision));
      }
    }

    private @Nullable Class<?> refusal(Store store, long revision) {
      return ModelCommand.refusal(() -> store.range(range, revision));
    }
  }

  record Watch(WatchKey key, WatchSpec spec, int back, long credit) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      long after = Math.max(0, model.newest() - back);
      WatchSpec resolved =
          new WatchSpec(spec.keys(), after, spec.skipOrigin(), spec.identical(), spec.limit());
      if (after > model.newest() || model.open.containsKey(key)) {
        assertThat(refusal(() -> store.watch(key, resolved, credit)))
            .isEqualTo(EngineException.Rejected.class);
      } else {
        store.watch(key, resolved, credit);
        model.watch(key, resolved, credit);
      }
    }
  }

  record Await(WatchKey key, ConditionSpec spec, int back, long credit) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      long from = Math.max(0, model.newest() - back);
      ConditionSpec resolved =
          new ConditionSpec(
              spec.criterion(),
              from,
              spec.skipOrigin(),
              spec.repeat(),
              spec.live(),
              spec.capture());
      if (from > model.newest() || model.open.containsKey(key)) {
        assertThat(refusal(() -> store.await(key, resolved, credit)))
            .isEqualTo(EngineException.Rejected.class);
      } else {
        store.await(key, resolved, credit);
        model.await(key, resolved, credit);
      }
    }
  }

  record Credit(WatchKey key, long more) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      store.credit(key, more);
      ModelWatch watch = model.open.get(key);
      if (watch != null) {
        watch.credit(more);
      }
    }
  }

  record Cancel(WatchKey key) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      store.cancel(key);
      model.open.remove(key);
    }
  }

  record CancelSession(long session) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      store.cancelSession(session);
      model.open.keySet().removeIf(key -> key.session() == session);
    }
  }

  record Pin(long id, int back) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      long revision = Math.max(0, model.newest() - back);
      Class<?> expected = model.pin(id, revision);
      assertThat(refusal(() -> store.pin(id, revision))).isEqualTo(expected);
    }
  }

  record Unpin(long id) implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      store.unpin(id);
      model.unpin(id);
    }
  }

  record Publish() implements ModelCommand {
    @Override
    public void run(Store store, StoreModel model) {
      store.publish();
      model.publish();
    }
  }

  /** Compares everything that can be seen of the two without a command. */
  static void compare(Store store, StoreModel model, Recorder recorder, List<Bytes> keys) {
    assertThat(store.revision()).as("newest").isEqualTo(model.newest());
    assertThat(store.oldestRevision()).as("oldest").isEqualTo(model.oldest());
    for (WatchKey key : List.copyOf(recorder.rest().keySet())) {
      assertThat(recorder.take(key)).as("told to %s", key).isEqualTo(model.take(key));
    }
    assertThat(model.rest()).as("should have been told").isEmpty();
    assertThat(store.waits().stream().filter(ModelCommand::isComparable))
        .containsExactlyInAnyOrderElementsOf(
            model.open.values().stream()
                .filter(watch -> !watch.isLive())
                .map(ModelWatch::describe)
                .toList());
    if (model.published() == model.newest()) { // so nothing is kept for readers of older revisions
      assertThat(store.table.size()).as("keys kept").isEqualTo(model.keys());
      assertThat(store.table.versions())
          .as("versions kept")
          .isLessThanOrEqualTo(model.keys() + model.changes());
    }
    assertThat(store.published().revision()).isEqualTo(model.published());
    for (Bytes key : keys) {
      assertThat(store.read(key).entry()).isEqualTo(model.state(model.newest()).get(key));
      assertThat(store.published().read(key)).isEqualTo(model.publishedState().get(key));
    }
  }

  private static boolean isComparable(Wait wait) {
    return !(wait instanceof Wait.OpenCondition condition) || !condition.spec().live();
  }

  private static @Nullable Class<?> refusal(Runnable call) {
    try {
      call.run();
      return null;
    } catch (EngineException e) {
      return e.getClass();
    }
  }
}
