package dev.zproc.console;

import dev.zproc.runtime.internal.console.ChildStory;
import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context in which there is nothing, and whose server does not answer. */
class Quiet implements ObservedContext {

  private final ChildStory story = new ChildStory();

  @Override
  public String program() {
    return "Quiet";
  }

  @Override
  public StateEngine engine() {
    throw new IllegalStateException("no server");
  }

  @Override
  public Sign sign() {
    throw new IllegalStateException("no server");
  }

  @Override
  public List<Kid> children() {
    return List.of();
  }

  @Override
  public List<Spare> standbys() {
    return List.of();
  }

  @Override
  public List<Waiting> waits() {
    return List.of();
  }

  @Override
  public List<Crowd> swarms() {
    return List.of();
  }

  @Override
  public ChildStory story() {
    return story;
  }

  @Override
  public Map.Entry<String, String> shown(Bytes key, int size, @Nullable Bytes value) {
    return Map.entry(key.asUtf8(), size + " bytes");
  }
}
