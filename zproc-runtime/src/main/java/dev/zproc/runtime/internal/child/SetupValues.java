package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ContextSource;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that this process keeps for the methods that it runs: a model, a connection. Each is
 * made by a set-up method, once, when the first run that takes it comes up, and closed at the end.
 *
 * <p>Threads: not safe; used by the thread that runs the methods.
 */
public final class SetupValues {

  /** Those of an entry that takes none. */
  static final @Nullable Object[] NONE = {};

  /** In the order in which they were made; few. */
  private final List<Made> made = new ArrayList<>(2);

  /** What the {@code method} of the class {@code owner} has made. */
  private record Made(String owner, String method, @Nullable Object value) {

    String name() {
      return owner + "." + method;
    }
  }

  private record Here(Object api) implements ContextSource {

    @Override
    public <T> T context(Class<T> type) {
      return type.cast(api);
    }
  }

  /**
   * The values that {@code entry} takes, in the order of {@link ChildEntry#setups}. Makes those
   * that are not there yet, which takes as long as the user's methods do; one that throws is called
   * again the next time, and what others have made is kept.
   *
   * @param api the context of this process, a {@code ZProc}
   * @throws SetupFailure if a method throws; {@link ThrownOutcome} knows what it means
   */
  public @Nullable Object[] of(ChildEntry<?> entry, Object api) {
    List<String> methods = entry.setups();
    if (methods.isEmpty()) {
      return NONE;
    }
    @Nullable Object[] values = new @Nullable Object[methods.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(entry, i, methods.get(i), api);
    }
    return values;
  }

  /** Whether all are there that {@code entry} takes, so that {@link #of} calls nothing. */
  public boolean hasAll(ChildEntry<?> entry) {
    List<String> methods = entry.setups();
    for (int i = 0; i < methods.size(); i++) {
      if (find(entry, methods.get(i)) == null) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Made find(ChildEntry<?> entry, String method) {
    for (Made before : made) {
      if (before.method.equals(method) && before.owner.equals(entry.owner())) {
        return before;
      }
    }
    return null;
  }

  private @Nullable Object value(ChildEntry<?> entry, int index, String method, Object api) {
    Made before = find(entry, method);
    if (before != null) {
      return before.value;
    }
    try {
      Object value = entry.setUp(index, new Here(api));
      made.add(new Made(entry.owner(), method, value));
      return value;
    } catch (Throwable e) {
      throw new SetupFailure(entry.owner() + "." + method, e);
    }
  }

  /**
   * Closes those that can be closed, the last one first. To be called when every outcome is told:
   * user code may take as long as it likes, and only the end of the process ends it. One that
   * throws is logged as a warning, since no caller hears of it, and does not keep the others from
   * being closed.
   */
  public void close() {
    for (int i = made.size() - 1; i >= 0; i--) {
      Made last = made.remove(i);
      if (last.value instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Throwable e) {
          warn(last.name(), e);
        }
      }
    }
  }

  private static void warn(String method, Throwable thrown) {
    try {
      System.getLogger(SetupValues.class.getName())
          .log(
              Level.WARNING,
              "What "
                  + method
                  + " made could not be closed at the end of its process, whose outcome is told"
                  + " already. What it still holds ends with the process.",
              thrown);
    } catch (Throwable e) {
      // The log is the user's, who may have put anything in its place.
    }
  }
}
