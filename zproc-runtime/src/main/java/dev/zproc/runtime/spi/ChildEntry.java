package dev.zproc.runtime.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @ChildProcess} method as the runtime sees it; each generated main class is one.
 *
 * <p>It is used on both sides: the spawner reads its description, the child runs it.
 *
 * @param <R> what the method returns, boxed; {@link Void} if nothing
 */
public abstract class ChildEntry<R> {

  private final String owner;
  private final String name;
  private final ValueType<R> result;
  private final List<ValueType<?>> parameters;
  private final List<StateSchema<?>> snapshots;

  /**
   * For generated code, of a method that takes no snapshots.
   *
   * @param owner the binary name of the class that declares the method
   * @param name the name of the process: of the method, unless the annotation gives another
   * @param parameters the types of the arguments, in the order of the launcher's factory
   */
  protected ChildEntry(String owner, String name, ValueType<R> result, ValueType<?>... parameters) {
    this(owner, name, List.of(), result, parameters);
  }

  /**
   * For generated code.
   *
   * @param owner the binary name of the class that declares the method
   * @param name the name of the process: of the method, unless the annotation gives another
   * @param snapshots the {@link #states} whose snapshots the method takes
   * @param parameters the types of the arguments, in the order of the launcher's factory
   */
  protected ChildEntry(
      String owner,
      String name,
      List<StateSchema<?>> snapshots,
      ValueType<R> result,
      ValueType<?>... parameters) {
    this.owner = owner;
    this.name = name;
    this.snapshots = snapshots;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  /** The states whose snapshots {@link #run} asks for. */
  protected static List<StateSchema<?>> states(StateSchema<?>... schemas) {
    return List.of(schemas);
  }

  public final String owner() {
    return owner;
  }

  public final String name() {
    return name;
  }

  public final ValueType<R> result() {
    return result;
  }

  public final List<ValueType<?>> parameters() {
    return parameters;
  }

  /** What the annotation says about how to run it. */
  public SpawnDefaults defaults() {
    return SpawnDefaults.NONE;
  }

  /** The wait before it runs; null without {@code @WaitFor}. */
  public @Nullable WaitPlan waitPlan(Arguments arguments) {
    return null;
  }

  /** The states whose snapshots {@link #run} asks for; captured at the revision that matched. */
  public List<StateSchema<?>> snapshots() {
    return snapshots;
  }

  /** Evaluates the {@link WaitCondition.Test} with this {@code id} at {@code moment}. */
  public boolean test(int id, Moment moment) {
    throw new IllegalArgumentException(this + " has no test " + id);
  }

  /**
   * The methods that set a process up for {@link #run}, by name. Each makes one value a process,
   * for all runs of all entries that have the same owner and name it.
   */
  public List<String> setups() {
    return List.of();
  }

  /** Calls the method at {@code index} of {@link #setups}. */
  public @Nullable Object setUp(int index, ContextSource in) throws Throwable {
    throw new IllegalArgumentException(this + " has no set-up " + index);
  }

  /** Calls the method; null if it returns nothing. */
  public abstract @Nullable R run(Invocation in) throws Throwable;

  /** Owner and name, as messages show them: {@code com.acme.Parser.parse}. */
  @Override
  public final String toString() {
    return owner + "." + name;
  }
}
