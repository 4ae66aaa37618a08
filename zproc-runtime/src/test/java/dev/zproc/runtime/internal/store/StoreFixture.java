package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store with a recorder, and short words for what tests do to it. */
final class StoreFixture {

  static final long ME = 1;
  static final long OTHER = 2;
  static final WatchKey W = new WatchKey(ME, 7);
  static final Bytes A = Bytes.utf8("a");
  static final Bytes B = Bytes.utf8("b");
  static final Bytes C = Bytes.utf8("c");

  final Recorder recorder = new Recorder();
  final Store store;

  StoreFixture() {
    this(StoreLimits.defaults());
  }

  StoreFixture(StoreLimits limits) {
    store = new Store(limits, recorder);
  }

  static StoreFixture withHistory(int revisions) {
    return new StoreFixture(StoreLimits.defaults().withHistory(revisions, 1 << 20));
  }

  /** Puts an int in the name of another session, and returns the revision. */
  long put(Bytes key, int value) {
    return put(OTHER, key, Scalar.of(value));
  }

  long put(long origin, Bytes key, Bytes value) {
    return run(origin, new Operation.Put(key, value));
  }

  long run(long origin, Operation... operations) {
    return store.commit(origin, Commit.of(operations)).revision();
  }

  @Nullable Bytes value(Bytes key) {
    var entry = store.read(key).entry();
    return entry == null ? null : entry.value();
  }

  List<Object> told() {
    return recorder.take(W);
  }

  /** The revisions of what the watch was told, with -1 for ended and -2 for gone. */
  List<Long> revisions() {
    return told().stream().map(StoreFixture::revision).toList();
  }

  private static long revision(Object told) {
    if (told instanceof CommitEvent event) {
      return event.revision();
    } else if (told instanceof Match match) {
      return match.revision();
    }
    return told instanceof Recorder.Ended ? -1 : -2;
  }

  void watch(Bytes key, long after, long credit) {
    store.watch(W, watchOf(key, after), credit);
  }

  static WatchSpec watchOf(Bytes key, long after) {
    return new WatchSpec(KeySelection.of(KeyRange.single(key)), after, 0, true, 0);
  }

  static Criterion is(Bytes key, Relation relation, @Nullable Bytes literal) {
    return new Criterion.Comparison(
        new Operand.Key(key, null), relation, new Operand.Literal(literal));
  }

  static Criterion equalTo(Bytes key, int literal) {
    return is(key, Relation.EQUAL, Scalar.of(literal));
  }

  static Criterion above(Bytes key, int literal) {
    return is(key, Relation.GREATER, Scalar.of(literal));
  }

  static Criterion changed(Bytes... keys) {
    KeyRange[] ranges = Arrays.stream(keys).map(KeyRange::single).toArray(KeyRange[]::new);
    return new Criterion.Changed(KeySelection.of(ranges));
  }

  static Criterion and(Criterion... all) {
    return new Criterion.And(List.of(all));
  }

  static Criterion or(Criterion... any) {
    return new Criterion.Or(List.of(any));
  }

  static Criterion not(Criterion negated) {
    return new Criterion.Not(negated);
  }

  static ConditionSpec once(Criterion criterion) {
    return new ConditionSpec(criterion, 0, ME, false, false, List.of());
  }

  static ConditionSpec repeat(Criterion criterion) {
    return new ConditionSpec(criterion, 0, ME, true, false, List.of());
  }

  static ConditionSpec live(Criterion criterion) {
    return new ConditionSpec(criterion, 0, ME, true, true, List.of());
  }

  static ConditionSpec from(long revision, ConditionSpec spec) {
    return new ConditionSpec(
        spec.criterion(), revision, spec.skipOrigin(), spec.repeat(), spec.live(), spec.capture());
  }

  static ConditionSpec capturing(ConditionSpec spec, KeyRange... ranges) {
    return new ConditionSpec(
        spec.criterion(),
        spec.from(),
        spec.skipOrigin(),
        spec.repeat(),
        spec.live(),
        List.of(ranges));
  }

  static KeyChange change(Bytes key, @Nullable Integer previous, @Nullable Integer value) {
    return new KeyChange(
        key,
        value == null ? null : Scalar.of(value),
        previous == null ? null : Scalar.of(previous));
  }
}
