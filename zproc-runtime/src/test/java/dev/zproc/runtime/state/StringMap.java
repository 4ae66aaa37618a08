package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueTypes;

/** A state of one map from texts to texts. */
final class StringMap extends StateSchema<StateMap<String, String>> {

  static final StringMap SCHEMA = new StringMap();

  // The snapshot of this schema is the map itself, whose class literal is raw.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private StringMap() {
    super(
        (Class) StateMap.class,
        "shelf",
        KeySpec.map("shelf", ValueTypes.STRING, ValueTypes.STRING),
        KeySpec.zero("shelves", ValueTypes.INT));
  }

  static StateSpace<StateMap<String, String>> open(StateEngine engine) {
    return StateSpace.open(StateSpace.namespaces(engine), SCHEMA, "shelf", 0);
  }

  @Override
  public StateMap<String, String> snapshot(StateView view) {
    return view.get(0);
  }
}
