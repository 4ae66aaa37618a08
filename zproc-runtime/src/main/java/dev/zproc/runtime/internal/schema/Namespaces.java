package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.LocalMatches;
import dev.zproc.runtime.internal.wait.Pipeline;
import dev.zproc.runtime.internal.wait.ServerMatches;
import dev.zproc.runtime.internal.wait.View;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.WaitCondition;
import dev.zproc.runtime.spi.WaitPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces that one context has open, over one engine; for the runtime.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Namespaces {

  private final StateEngine engine;

  /** Made when the first asynchronous call is. */
  private volatile @Nullable Pipeline pipeline;

  private final Namespace.Views views;

  /** Null until the context is there. */
  private volatile @Nullable Waits waits;

  private final Plans plans = new Plans(this);
  private final Map<Opened, Namespace<?>> namespaces = new ConcurrentHashMap<>();

  /** What all processes of a context wait for. */
  public interface Waits {

    /** Each in a line; blocks for a round trip. */
    List<String> inWords();
  }

  /** What was opened as what; no record, whose hashCode takes a cold JVM milliseconds to link. */
  private static final class Opened {
    private final StateSchema<?> schema;
    private final String namespace;

    Opened(StateSchema<?> schema, String namespace) {
      this.schema = schema;
      this.namespace = namespace;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Opened that
          && schema == that.schema
          && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(schema) + namespace.hashCode();
    }
  }

  public Namespaces(StateEngine engine, Namespace.Views views) {
    this.engine = engine;
    this.views = views;
  }

  /** Says who knows what is waited for. */
  public void waitsAre(Waits all) {
    waits = all;
  }

  /** What all processes of the context wait for, each in a line; blocks for a round trip. */
  public List<String> waitsInWords() {
    Waits known = waits;
    return known == null ? List.of() : known.inWords();
  }

  /** What keeps them. */
  public StateEngine engine() {
    return engine;
  }

  /** What is asked of the engine without waiting for it. */
  public Pipeline pipeline() {
    Pipeline known = pipeline;
    return known == null ? makePipeline() : known;
  }

  private synchronized Pipeline makePipeline() {
    Pipeline made = pipeline;
    if (made == null) {
      made = new Pipeline(engine);
      pipeline = made;
    }
    return made;
  }

  /** Whether commits that nobody waits for are underway. */
  public boolean isCommitting() {
    Pipeline known = pipeline;
    return known != null && known.isCommitting();
  }

  /**
   * Opens {@code name} with the keys of {@code schema}; blocks for a round trip or two the first
   * time.
   *
   * @throws dev.zproc.runtime.failure.SchemaMismatchException if a key means something else there
   */
  // A namespace is kept with the schema that it was opened for.
  @SuppressWarnings("unchecked")
  public <S> Namespace<S> namespace(StateSchema<S> schema, String name) {
    Opened key = new Opened(schema, name);
    Namespace<?> known = namespaces.get(key);
    if (known == null) {
      // Two threads may both open it: they come to the same.
      known = Namespace.open(engine, views, schema, name);
      namespaces.putIfAbsent(key, known);
    }
    return (Namespace<S>) known;
  }

  /** The namespace of {@code schema}'s own name. */
  public Namespace<?> namespace(StateSchema<?> schema) {
    return namespace(schema, schema.namespace());
  }

  private List<Namespace<?>> namespaces(List<StateSchema<?>> schemas) {
    List<Namespace<?>> opened = new ArrayList<>();
    for (StateSchema<?> schema : schemas) {
      opened.add(namespace(schema, schema.namespace()));
    }
    return opened;
  }

  /** The keys of the namespaces that these schemas name. */
  public List<KeyRange> ranges(List<StateSchema<?>> schemas) {
    List<KeyRange> ranges = new ArrayList<>();
    for (StateSchema<?> schema : schemas) {
      ranges.add(namespace(schema).range);
    }
    return List.copyOf(ranges);
  }

  /** Whether an engine can evaluate the whole of {@code condition}. */
  public static boolean isData(WaitCondition condition) {
    return Plans.isData(condition);
  }

  /**
   * What an engine is to wait for; blocks while namespaces are opened that are not yet.
   *
   * @param captured the states that each match is to carry
   * @param from the birth revision of the process that waits
   * @param skipOrigin the session of that process, or 0
   * @throws IllegalArgumentException if the plan is not {@linkplain #isData data}
   */
  public ConditionSpec spec(
      WaitPlan plan, List<StateSchema<?>> captured, long from, long skipOrigin) {
    if (!isData(plan.condition())) {
      throw new IllegalArgumentException(
          "an engine cannot evaluate " + plan.source() + ", which only Java can tell");
    }
    return spec(plan, captured, from, skipOrigin, Plans.words(plan.condition()).toString());
  }

  private ConditionSpec spec(
      WaitPlan plan, List<StateSchema<?>> captured, long from, long skipOrigin, String words) {
    return new ConditionSpec(
        plans.criterion(plan.condition()),
        from,
        plan.includeOwn() ? 0 : skipOrigin,
        plan.repeat(),
        plan.live(),
        ranges(captured),
        Phrase.label(words));
  }

  /**
   * What people are shown of a key and its bytes: its name, and its value as this process decodes
   * it.
   *
   * @param size how many bytes the value has
   * @param value null if there are none, or if they are too many to be shown
   */
  public Map.Entry<String, String> shown(Bytes key, int size, @Nullable Bytes value) {
    return ShownKeys.of(namespaces.values(), key, size, value);
  }

  /**
   * What the value of a key is in the words of its own class, cut where it has more than {@code
   * most} characters; null if no state that is open here has the key, or it cannot be decoded.
   *
   * @param value null for what the key reads as that nobody has set
   */
  public @Nullable String told(Bytes key, @Nullable Bytes value, int most) {
    return ShownKeys.told(namespaces.values(), key, value, most);
  }

  /** What the keys are now that {@code plan} looks at; see {@link LastValues}. */
  public String lastValues(WaitPlan plan) {
    try {
      return LastValues.of(engine, namespaces.values(), plans.criterion(plan.condition()));
    } catch (RuntimeException e) {
      return ""; // a message that says less
    }
  }

  /**
   * The states as they were at {@code revision}, or at the newest one if it is 0; blocks for a
   * round trip each.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if that is no longer kept
   */
  public Moment momentAt(long revision, List<StateSchema<?>> captured, Arguments arguments) {
    List<Namespace<?>> opened = namespaces(captured);
    View all = View.of(List.of());
    long at = revision;
    for (Namespace<?> namespace : opened) {
      RangeResult result = Calls.get(engine.range(namespace.range, at));
      at = result.revision();
      all = all.with(View.of(result.entries()));
    }
    return new CapturedMoment(opened, all, arguments);
  }

  /**
   * The matches of a plan that is {@linkplain #isData data}. The plan's time-out is the caller's
   * affair.
   *
   * @param opener opens the wait; nothing comes before it is requested
   */
  public Matches matches(
      ChildEntry<?> entry,
      WaitPlan plan,
      Arguments arguments,
      Function<MatchListener, Subscription> opener) {
    return new Matches(
        new ServerMatches(engine, opener, !plan.repeat()),
        plan.source(),
        namespaces(entry.snapshots()),
        arguments);
  }

  /**
   * The same of any plan, evaluated by whoever asks for the next match.
   *
   * @param from the revision from which on the condition is evaluated
   * @param inclusive whether at that revision itself, rather than from the first change after it
   */
  public Matches matches(
      ChildEntry<?> entry, WaitPlan plan, Arguments arguments, long from, boolean inclusive) {
    List<Namespace<?>> tested = namespaces(Plans.tested(plan.condition()));
    LocalMatches feed =
        new LocalMatches(
            engine,
            spec(plan, entry.snapshots(), from, engine.session(), plan.source()),
            (id, view) -> entry.test(id, new CapturedMoment(tested, view, arguments)),
            inclusive);
    return new Matches(feed, plan.source(), namespaces(entry.snapshots()), arguments);
  }
}
