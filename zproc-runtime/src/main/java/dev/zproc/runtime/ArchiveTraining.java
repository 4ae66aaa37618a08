package dev.zproc.runtime;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.LongCell;
import dev.zproc.runtime.state.StateMap;
import dev.zproc.runtime.state.StateSpace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The task of the worker whose classes {@link Archive} archives, written by hand as the processor
 * writes others: it does once what children do most. A worker is a child, so that its JVM loads
 * what any child needs, and what workers need.
 *
 * <p>Threads: used by the main thread of the worker.
 */
final class ArchiveTraining extends ChildEntry<String> {

  private static final long LIMIT_MINUTES = 5;
  private static final Duration LIMIT = Duration.ofMinutes(LIMIT_MINUTES);
  private static final ValueType<byte[]> SECRET = ValueTypes.array(byte[].class, ValueTypes.BYTE);
  private static final long ASKED = 1;
  private static final long ANSWERED = 2;

  private ArchiveTraining() {
    super(
        "dev.zproc.runtime.Archive",
        "train",
        ValueTypes.STRING,
        ValueTypes.STRING,
        ValueTypes.LONG,
        SECRET);
  }

  /**
   * The call of it.
   *
   * @param other a session at a server of another transport, if there is one
   */
  static Call<String> call(@Nullable ChildSession other) {
    return other == null
        ? Call.of(new ArchiveTraining(), "", 0L, new byte[0])
        : Call.of(
            new ArchiveTraining(), other.endpoint(), other.session(), other.secret().reveal());
  }

  /** The other side of what the call waits for, whose result is {@code done}; waits for that. */
  static void await(ZProc zproc, CompletableFuture<String> done) {
    Cells cells = Cells.of(zproc);
    CompletableFuture.anyOf(
            cells.awaitAsync(cells.count().atLeast(ASKED)).orTimeout(LIMIT_MINUTES, MINUTES), done)
        .join();
    cells.count().set(ANSWERED);
    done.orTimeout(LIMIT_MINUTES, MINUTES).join();
  }

  @Override
  public String run(Invocation in) {
    ZProc zproc = in.context(ZProc.class);
    String endpoint = in.argument(0);
    if (!endpoint.isEmpty()) {
      connect(endpoint, in.<Long>argument(1), in.argument(2));
    }
    Cells cells = Cells.of(zproc);
    cells.text().set("text");
    cells.names().update(names -> List.of("name"));
    cells.count().add(ASKED);
    cells.await(cells.count().atLeast(ANSWERED), LIMIT);
    cells.atomically(
        draft -> {
          draft.count(draft.count() + 1);
        });
    StateMap<String, Object> dictionary = zproc.dictionary("archive"); // has Kryo loaded
    dictionary.put("key", List.of(1, "value"));
    return cells.snapshot().text() + dictionary.get("key");
  }

  /** Says something to the other server. */
  private static void connect(String endpoint, long session, byte[] secret) {
    try (EngineSession there =
        new EngineSession(Link.connect(LinkOptions.to(endpoint, session, Secret.of(secret))))) {
      there.read(Bytes.utf8("key")).join();
    }
  }

  /** The state of it. */
  interface Things {
    long count();

    String text();

    List<String> names();
  }

  private static final class Cells extends Accessor<Things, Draft, Cells> {

    private static final StateSchema<Things> SCHEMA = new Schema();

    private Cells(StateSpace<Things> space) {
      super(space);
    }

    static Cells of(ZProc zproc) {
      return new Cells(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
    }

    LongCell count() {
      return space().longCell(0);
    }

    Cell<String> text() {
      return space().cell(1);
    }

    Cell<List<String>> names() {
      return space().cell(2);
    }

    @Override
    protected Cells newAccessor(StateSpace<Things> space) {
      return new Cells(space);
    }

    @Override
    protected Draft draft(DraftView view) {
      return new Draft(view);
    }
  }

  private static final class Schema extends StateSchema<Things> {

    Schema() {
      super(
          Things.class,
          "dev.zproc.runtime.Archive",
          zero("count", ValueTypes.LONG),
          KeySpec.initial("text", ValueTypes.STRING),
          zero("names", ValueTypes.list(ValueTypes.STRING)));
    }

    @Override
    public Things snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  private static class Snapshot extends StateValues implements Things {

    private final StateView view;

    Snapshot(StateView view) {
      super(Cells.SCHEMA, view);
      this.view = view;
    }

    @Override
    public long count() {
      return view.getLong(0);
    }

    @Override
    public String text() {
      return view.<String>get(1);
    }

    @Override
    public List<String> names() {
      return view.<List<String>>get(2);
    }

    @Override
    protected Object initial(StateSchema<?> schema, int index) {
      return index == 1 ? "" : super.initial(schema, index);
    }
  }

  /** The same in a transaction. */
  private static final class Draft extends Snapshot {

    Draft(DraftView view) {
      super(view);
    }

    void count(long value) {
      set(0, value);
    }
  }
}
