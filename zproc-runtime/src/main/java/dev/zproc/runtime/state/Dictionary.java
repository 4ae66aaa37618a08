package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;

/** The schema of a namespace that is used as a dictionary: one map from texts to anything. */
final class Dictionary extends StateSchema<Dictionary.Snapshot> {

  static final Dictionary SCHEMA = new Dictionary();

  /** The dictionary at one revision. */
  interface Snapshot {
    StateMap<String, Object> dictionary();
  }

  private Dictionary() {
    super(
        Snapshot.class,
        "dictionary",
        KeySpec.map("dictionary", ValueTypes.STRING, new ValueType<>(Codecs.dynamic())));
  }

  @Override
  public Snapshot snapshot(StateView view) {
    return new Taken(view.get(0));
  }

  private record Taken(StateMap<String, Object> dictionary) implements Snapshot {}
}
