package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sink that writes down what each watch is told: events and matches, and how it ended. */
final class Recorder implements WatchSink {

  record Gone(long oldest) {}

  record Ended() {}

  private final Map<WatchKey, List<Object>> told = new HashMap<>();

  /** What {@code watch} was told since the last time this was asked. */
  List<Object> take(WatchKey watch) {
    List<Object> taken = told.remove(watch);
    return taken == null ? List.of() : taken;
  }

  /** Everything that was told to anybody and not taken. */
  Map<WatchKey, List<Object>> rest() {
    return told;
  }

  @Override
  public void event(WatchKey watch, CommitEvent event) {
    add(watch, event);
  }

  @Override
  public void match(WatchKey wait, Match match) {
    add(wait, match);
  }

  @Override
  public void gone(WatchKey watch, long oldest) {
    add(watch, new Gone(oldest));
  }

  @Override
  public void ended(WatchKey watch) {
    add(watch, new Ended());
  }

  private void add(WatchKey watch, Object what) {
    told.computeIfAbsent(watch, key -> new ArrayList<>()).add(what);
  }
}
