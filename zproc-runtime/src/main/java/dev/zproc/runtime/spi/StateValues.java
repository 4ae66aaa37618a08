package dev.zproc.runtime.spi;

import dev.zproc.runtime.internal.engine.Shown;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generated snapshot or draft has besides one method for each key.
 *
 * <p>Snapshots of the same state are equal if all their values are. A draft equals only itself:
 * comparing its values would count as reading them.
 *
 * <p>Threads: as the view that it is built on.
 */
public abstract class StateValues {

  private final StateSchema<?> schema;
  private final StateView view;

  protected StateValues(StateSchema<?> schema, StateView view) {
    this.schema = schema;
    this.view = view;
  }

  /**
   * Sets the key at {@code index}; only drafts call it. Its two parameters keep it apart from their
   * setters.
   */
  protected final void set(int index, @Nullable Object value) {
    ((DraftView) view).set(index, value);
  }

  /**
   * Calls the default method of the key at {@code index} of {@code schema}; whatever other key it
   * asks for refuses to be read.
   */
  protected @Nullable Object initial(StateSchema<?> schema, int index) {
    throw new IllegalArgumentException(
        "'" + schema.keys().get(index).name() + "' has no default method");
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other == this
        || other instanceof StateValues that
            && schema == that.schema
            && !isDraft()
            && !that.isDraft()
            && Arrays.deepEquals(values(), that.values());
  }

  @Override
  public final int hashCode() {
    return isDraft() ? System.identityHashCode(this) : Arrays.deepHashCode(values());
  }

  /** {@code Bakery[cookies=5, names=[choc]]}; of a draft, {@code Bakery[draft]}. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder(schema.type().getSimpleName()).append('[');
    if (isDraft()) {
      return text.append("draft]").toString();
    }
    List<KeySpec> keys = schema.keys();
    for (int i = 0; i < keys.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(keys.get(i).name()).append('=');
      text.append(shown(view.get(i)));
    }
    return text.append(']').toString();
  }

  private boolean isDraft() {
    return view instanceof DraftView;
  }

  private @Nullable Object[] values() {
    @Nullable Object[] values = new Object[schema.keys().size()];
    Arrays.setAll(values, view::get);
    return values;
  }

  private static String shown(@Nullable Object value) {
    if (value == null || !value.getClass().isArray()) {
      return Shown.text(value);
    }
    String inBrackets = Arrays.deepToString(new Object[] {value});
    return inBrackets.substring(1, inBrackets.length() - 1);
  }
}
