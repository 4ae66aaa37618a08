package dev.zproc.runtime;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.child.SetupValues;
import dev.zproc.runtime.internal.child.ThisChild;
import dev.zproc.runtime.internal.child.ThrownOutcome;
import dev.zproc.runtime.internal.swarm.TaskCalls;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueType;
import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the methods of a worker's tasks, as the bootstrap of a child calls its one.
 *
 * <p>Threads: {@link #find} is used by the thread {@code zproc-swarm-link}, what it returns by the
 * main thread.
 */
final class WorkerCalls implements TaskCalls {

  private final ZProc zproc;

  /** What set-up methods have made in this worker, for all its tasks. */
  private final SetupValues kept = new SetupValues();

  WorkerCalls(ZProc zproc) {
    this.zproc = zproc;
  }

  @Override
  public Method find(String entry, String closure, int arity) {
    return new Found(entry, closure, arity);
  }

  /** Closes what set-up methods have made. */
  void close() {
    kept.close();
  }

  /** Loaded when it is first called: its classes' initialisers belong to the main thread. */
  private final class Found implements Method {

    private final String name;
    private final String closure;
    private final int arity;
    private @Nullable ChildEntry<?> entry;

    Found(String name, String closure, int arity) {
      this.name = name;
      this.closure = closure;
      this.arity = arity;
    }

    @Override
    public int arity() {
      return arity;
    }

    @Override
    public Answer call(Encoded arguments, SetUp setUp) {
      try {
        ChildEntry<?> known = entry;
        if (known == null) {
          known = load(name);
          DecodedArguments.requireSame(known.toString(), closure, DecodedArguments.closure(known));
          entry = known;
        }
        return run(known, arguments, setUp);
      } catch (Throwable e) {
        return new Answer(null, ThrownOutcome.of(e));
      }
    }
  }

  /** The entry of a class that the processor has generated. */
  static ChildEntry<?> load(String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName(name, true, WorkerCalls.class.getClassLoader());
    Constructor<?> constructor = type.getDeclaredConstructor();
    if (!constructor.trySetAccessible()) {
      throw new IllegalStateException(
          "the package "
              + type.getPackageName()
              + " is not open to zproc, which so cannot make calls of it: put 'opens "
              + type.getPackageName()
              + " to dev.zproc.runtime;' into the module-info of "
              + type.getModule().getName());
    }
    return (ChildEntry<?>) constructor.newInstance();
  }

  private <R> Answer run(ChildEntry<R> entry, Encoded encoded, SetUp setUp) throws Throwable {
    if (ThisChild.entry() != entry) {
      ThisChild.runs(entry); // every thread is to see it, which takes time
    }
    List<ValueType<?>> types = entry.parameters();
    Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      encoded.advance();
      try {
        values[i] = types.get(i).codec().decode(encoded.array(), encoded.from(), encoded.to());
      } catch (BadValueException bad) {
        throw DecodedArguments.badArgument(entry, i, bad);
      }
    }
    Values arguments = new Values(values);
    Moment moment =
        entry.snapshots().isEmpty()
            ? null
            : zproc.spaces().momentAt(0, entry.snapshots(), arguments);
    @Nullable Object[] setups = setups(entry, setUp);
    R result = entry.run(new TaskInvocation(zproc, arguments, moment, setups));
    return new Answer(result == null ? null : entry.result().codec().late(result), null);
  }

  private @Nullable Object[] setups(ChildEntry<?> entry, SetUp setUp) {
    if (kept.hasAll(entry)) {
      return kept.of(entry, zproc);
    }
    setUp.begins();
    try {
      return kept.of(entry, zproc);
    } finally {
      setUp.ends();
    }
  }

  private record Values(Object[] values) implements Arguments {

    @Override
    @SuppressWarnings("unchecked") // generated code asks for the type that the entry declares
    public <T> T argument(int index) {
      return (T) values[index];
    }
  }

  private record TaskInvocation(
      ZProc zproc, Values arguments, @Nullable Moment moment, @Nullable Object[] setups)
      implements Invocation {

    @Override
    @SuppressWarnings("unchecked") // generated code asks for the type that the method returns
    public <T> T setup(int index) {
      return (T) setups[index];
    }

    @Override
    public <T> T context(Class<T> type) {
      return type.cast(zproc);
    }

    @Override
    public <S> S snapshot(StateSchema<S> schema) {
      if (moment == null) {
        throw new IllegalArgumentException("the entry has not named " + schema + " in snapshots()");
      }
      return moment.snapshot(schema);
    }

    @Override
    public <T> T argument(int index) {
      return arguments.argument(index);
    }
  }
}
