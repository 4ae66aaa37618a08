package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.View;
import dev.zproc.runtime.spi.StateView;
import org.jspecify.annotations.Nullable;

/** The keys of one namespace at one revision, decoded when they are asked for. */
final class SnapshotView implements StateView {

  /**
   * No lambda: a child needs it before its method runs, and the first lambda takes milliseconds.
   */
  static final Namespace.Views VIEWS =
      new Namespace.Views() {
        @Override
        public StateView of(Namespace<?> namespace, View view) {
          return new SnapshotView(namespace, view);
        }
      };

  private final Namespace<?> namespace;
  private final View view;

  SnapshotView(Namespace<?> namespace, View view) {
    this.namespace = namespace;
    this.view = view;
  }

  // The snapshot asks for each key as its schema declares it.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  @Override
  public <T> T get(int key) {
    Slot<?> slot = namespace.slot(key);
    if (slot.isMap()) {
      return (T) new SnapshotMap<>(slot, view);
    }
    @Nullable Object value = slot.decode(view.find(slot.key));
    return (T) value;
  }
}
