package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.schema.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known about a state besides its keys; apart from the accessor, so that names of keys stay
 * free.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class StateMeta {

  private final StateSpace<?> space;

  StateMeta(StateSpace<?> space) {
    this.space = space;
  }

  /** The namespace that the accessor was opened on. */
  public String namespace() {
    return space.namespace.name;
  }

  /** The names of the keys, in the order of their declaration. */
  public List<String> keys() {
    List<String> names = new ArrayList<>();
    for (Slot<?> slot : space.namespace.slots()) {
      names.add(slot.name());
    }
    return List.copyOf(names);
  }

  /**
   * The revision at which the accessor began: that of its making, or of the birth of the process
   * that it was injected into, or of the match that began the run that it belongs to.
   */
  public long birth() {
    return space.cursors.birth();
  }

  /** The newest revision that the accessor has observed; where its next wait begins. */
  public long horizon() {
    return space.cursors.horizon();
  }

  /** About how much memory the state of the context takes where it is kept; one round trip. */
  public MemoryUse memory() {
    return space.memory();
  }

  /** The newest revision of the context; one round trip. */
  public long newestRevision() {
    return space.newestRevision();
  }
}
