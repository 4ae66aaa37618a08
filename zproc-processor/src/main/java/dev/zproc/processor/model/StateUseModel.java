package dev.zproc.processor.model;

import dev.zproc.processor.type.JavaType;
import java.util.List;

/** A state that the child processes of a class use, as far as a reader of its topology cares. */
public record StateUseModel(StateRef state, String namespace, List<Key> keys) {

  public StateUseModel {
    keys = List.copyOf(keys);
  }

  /** A key of it. */
  public record Key(String name, JavaType type, KeyModel.Kind kind) {}
}
