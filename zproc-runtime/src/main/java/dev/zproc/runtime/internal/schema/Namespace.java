package dev.zproc.runtime.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.View;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A namespace after its schema was settled with all others who use it. */
public final class Namespace<S> {

  public final StateEngine engine;
  private final Views views;
  public final StateSchema<S> schema;
  public final String name;
  public final KeyRange range;

  /** The newest revision when it was opened. */
  public final long openedAt;

  private final List<Slot<?>> slots;

  /** Makes what a snapshot is read from, which the typed state knows how to. */
  @FunctionalInterface
  public interface Views {

    /** The keys of {@code namespace} as {@code view} has them. */
    StateView of(Namespace<?> namespace, View view);
  }

  private Namespace(
      StateEngine engine,
      Views views,
      StateSchema<S> schema,
      String name,
      List<Slot<?>> slots,
      long openedAt) {
    this.engine = engine;
    this.views = views;
    this.schema = schema;
    this.name = name;
    this.range = Keys.namespace(name);
    this.slots = slots;
    this.openedAt = openedAt;
  }

  /**
   * Opens {@code name}: one round trip if another process was first, two if this one is.
   *
   * @throws dev.zproc.runtime.failure.SchemaMismatchException if a key means something else there
   */
  public static <S> Namespace<S> open(
      StateEngine engine, Views views, StateSchema<S> schema, String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a namespace needs a name without the character 0, not '" + name + "'");
    }
    if (!new String(name.getBytes(UTF_8), UTF_8).equals(name)) {
      throw new IllegalArgumentException(
          "the name of a namespace cannot have half a surrogate pair, as has '" + name + "'");
    }
    if (Keys.isReserved(name)) {
      throw new IllegalArgumentException(
          "the namespace '" + name + "' is reserved for zproc itself; choose another name");
    }
    Bytes key = Keys.schema(name);
    ReadResult read = Calls.get(engine.read(key));
    Entry entry = read.entry();
    long revision = read.revision();
    while (true) {
      SchemaRecord known =
          entry == null ? SchemaRecord.empty() : SchemaRecord.decode(entry.value(), name);
      SchemaRecord agreed = known.with(schema, name);
      if (agreed != known) {
        long expected = entry == null ? 0 : entry.modRevision();
        CommitResult result =
            Calls.get(
                engine.commit(
                    new Commit(
                        List.of(new Compare.Revision(key, expected)),
                        List.of(new Operation.Put(key, agreed.encode())),
                        Commit.Results.NONE)));
        revision = result.revision();
        if (!result.committed()) {
          entry = result.current().get(0);
          continue;
        }
      }
      return new Namespace<>(engine, views, schema, name, slots(schema, name, agreed), revision);
    }
  }

  private static List<Slot<?>> slots(StateSchema<?> schema, String name, SchemaRecord agreed) {
    List<Slot<?>> slots = new ArrayList<>();
    for (KeySpec spec : schema.keys()) {
      slots.add(slot(name, spec, spec.type(), agreed.initial(spec.name())));
    }
    return slots;
  }

  private static <T> Slot<T> slot(
      String name, KeySpec spec, ValueType<T> type, @Nullable Bytes initial) {
    return new Slot<>(name, spec, type, initial);
  }

  // Generated code asks for each key with the type that its schema gives it.
  @SuppressWarnings("unchecked")
  public <T> Slot<T> slot(int index) {
    return (Slot<T>) slots.get(index);
  }

  public List<Slot<?>> slots() {
    return slots;
  }

  /** The slot whose key, or whose map's entry, {@code key} is; null if this schema knows none. */
  public @Nullable Slot<?> slotOf(Bytes key) {
    for (Slot<?> slot : slots) {
      if (slot.range.contains(key)) {
        return slot;
      }
    }
    return null;
  }

  /**
   * Reads all of it as of {@code revision}; blocks for a round trip.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if that is no longer kept
   */
  public View at(long revision) {
    return View.of(Calls.get(engine.range(range, revision)).entries());
  }

  public S snapshot(View view) {
    return schema.snapshot(views.of(this, view));
  }
}
