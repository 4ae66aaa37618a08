package dev.zproc.runtime;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.console.ChildStory;
import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Shown;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context as its console sees it. */
record ContextView(
    EngineSession session,
    Namespaces spaces,
    ServerQuestions questions,
    LateChildren kids,
    ChildEvents told)
    implements ObservedContext {

  /** A server that takes longer is busy with better things than a console. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public String program() {
    return Opening.program();
  }

  @Override
  public StateEngine engine() {
    return session;
  }

  @Override
  public Sign sign() {
    Ping ping = questions.ping(PATIENCE);
    return new Sign(
        ping.serverPid(),
        ping.revision(),
        ping.uptime().toMillis(),
        ping.memory().state(),
        ping.memory().history(),
        ping.memory().queues());
  }

  @Override
  public List<Kid> children() {
    return kids.alive().stream().map(ContextView::kid).toList();
  }

  private static Kid kid(Child<?> child) {
    return new Kid(
        child.name(), Shown.of(child.call()), child.pid(), child.status(), child.restarts());
  }

  @Override
  public List<Spare> standbys() {
    return kids.onStandby().stream().map(each -> new Spare(each.pid(), each.ready())).toList();
  }

  @Override
  public List<Waiting> waits() {
    return questions.waits(PATIENCE).stream()
        .map(wait -> new Waiting(wait.process(), wait.what(), wait.values(), wait.since()))
        .toList();
  }

  @Override
  public List<Crowd> swarms() {
    return kids.openSwarms().stream().map(Swarm::observed).toList();
  }

  @Override
  public ChildStory story() {
    return told.story();
  }

  @Override
  public Map.Entry<String, String> shown(Bytes key, int size, @Nullable Bytes value) {
    return spaces.shown(key, size, value);
  }
}
