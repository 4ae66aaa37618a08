package dev.zproc.runtime;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.console.Happening;
import dev.zproc.runtime.internal.console.ToolQuestion;
import dev.zproc.runtime.internal.console.ToolSignal;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.supervision.Supervision;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Answers what tools ask the program of a context, through the server: what happens to its
 * children, what its values are, and to send signals. Of a child's child only its own parent knows;
 * so a signal is passed down to that, and the answer back up.
 *
 * <p>Threads: safe for use by many threads. The engine's only hands over to those for callbacks,
 * which may wait; {@code zproc-supervisor} tells of events, and is held up for nobody.
 */
final class ToolDesk {

  /** How many events go at once. */
  private static final int AT_ONCE = 50;

  /** How many names a refusal lists. */
  private static final int MAX_LISTED = 20;

  /** How many are followers without it being looked whether they are there. */
  static final int UNSEEN = 64;

  private final EngineSession session;
  private final LateChildren children;
  private final ChildEvents events;
  private final ValueTeller values;
  private final boolean isRoot;

  /** By the session of the tool. Guarded by this. */
  private final Map<Long, Follower> followers = new HashMap<>();

  /** The last that somebody was told of events. Guarded by this. */
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  ToolDesk(
      EngineSession session,
      LateChildren children,
      ChildEvents events,
      ValueTeller values,
      boolean isRoot) {
    this.session = session;
    this.values = values;
    this.children = children;
    this.events = events;
    this.isRoot = isRoot;
  }

  /** Somebody who is told what happens. */
  private static final class Follower {

    /** Up to which event it was told, and is to be. */
    long told;

    long most;

    Follower(long told) {
      this.told = told;
    }
  }

  /** What a tool says, or a child; returns at once. */
  void heard(long from, byte kind, Bytes payload) {
    CallbackThreads.SHARED.execute(() -> handle(from, kind, payload));
  }

  private void handle(long from, byte kind, Bytes payload) {
    try {
      if (kind == ToolWord.FOLLOW) {
        follow(from, Happening.Wanted.decode(payload));
      } else if (kind == ToolWord.SIGNAL) {
        signal(ToolSignal.decode(payload).by(from));
      } else if (kind == ToolWord.ASK_VALUES) {
        ToolQuestion.Answer answer = values.answer(ToolQuestion.decode(payload));
        session.tell(from, ToolWord.TELL_VALUES, answer.encode());
      } else if (kind == ToolWord.SIGNALLED) {
        answer(ToolSignal.Answer.decode(payload));
      }
    } catch (ProtocolException foreign) {
      // Of another release; it gets no answer, and says so itself.
    }
  }

  /** What the parent passes on; returns at once. */
  void passedOn(byte kind, Bytes payload) {
    CallbackThreads.SHARED.execute(() -> handlePassedOn(kind, payload));
  }

  private void handlePassedOn(byte kind, Bytes payload) {
    try {
      if (kind == ToolWord.SIGNAL) {
        signal(ToolSignal.decode(payload));
      }
    } catch (ProtocolException foreign) {
      // As above.
    }
  }

  private synchronized void follow(long tool, Happening.Wanted wanted) {
    if (followers.isEmpty()) {
      events.follow(this::happened);
    }
    if (!followers.containsKey(tool) && followers.size() >= UNSEEN) {
      followers.forEach(this::look);
    }
    Follower follower = followers.computeIfAbsent(tool, made -> new Follower(wanted.after()));
    follower.most = Math.max(follower.most, wanted.most());
    tell(tool, follower);
  }

  /**
   * Tells it nothing, which fails if it has gone. Nothing else says so as long as nothing happens,
   * and those that are there may have nothing to say for as long as that.
   */
  private void look(long tool, Follower follower) {
    session
        .tell(tool, ToolWord.HAPPENED, Happening.encode(List.of()))
        .whenComplete((told, failure) -> leftIf(failure != null, tool, follower));
  }

  /** How many are told what happens, or have left and were not missed yet. */
  synchronized int followers() {
    return followers.size();
  }

  private synchronized void happened() {
    followers.forEach(this::tell);
  }

  /** Tells it what it has not been told. */
  private void tell(long tool, Follower follower) {
    while (follower.told < follower.most) {
      int most = (int) Math.min(AT_ONCE, follower.most - follower.told);
      List<Happening> news = events.story().after(follower.told, most);
      if (news.isEmpty()) {
        return;
      }
      follower.told = news.get(news.size() - 1).number();
      last = session.tell(tool, ToolWord.HAPPENED, Happening.encode(news));
      last.whenComplete((told, failure) -> leftIf(failure != null, tool, follower));
    }
  }

  /** Nothing more will happen: waits, a second at most, until the server has the last of it. */
  void close() {
    CompletableFuture<Void> told;
    synchronized (this) {
      told = last;
    }
    try {
      told.get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The tool has gone, or the server is about to.
    }
  }

  private void leftIf(boolean gone, long tool, Follower follower) {
    if (gone) {
      CallbackThreads.SHARED.execute(
          () -> {
            synchronized (this) {
              followers.remove(tool, follower);
            }
          });
    }
  }

  private void signal(ToolSignal asked) {
    List<Child<?>> alive = children.alive();
    ForkedChild<?> named = null;
    ForkedChild<?> above = null;
    long pid = pid(asked.child());
    Set<Long> parents = pid > 0 ? parents(pid) : Set.of();
    for (Child<?> each : alive) {
      ForkedChild<?> child = (ForkedChild<?>) each;
      if (child.name().equals(asked.child())) {
        signal(child, 0, asked);
        return;
      } else if (pid > 0 && child.pid() == pid) {
        named = child;
      } else if (asked.child().startsWith(child.name() + "/") || parents.contains(child.pid())) {
        above = child;
      }
    }
    if (named != null) {
      signal(named, pid, asked);
    } else if (above != null) {
      pass(above, asked);
    } else {
      refuse(asked, "no live child is '" + asked.child() + "'; " + list(alive));
    }
  }

  private void signal(ForkedChild<?> child, long pid, ToolSignal asked) {
    long meant = pid == 0 ? child.pid() : pid;
    try {
      if (child.signal(Signal.valueOf(asked.signal()), meant)) {
        answer(new ToolSignal.Answer(asked.tool(), meant, child.name()));
      } else {
        refuse(asked, "'" + child.name() + "' has no such process now; " + doing(child));
      }
    } catch (IllegalArgumentException unknown) {
      refuse(asked, "there is no signal " + asked.signal());
    } catch (RuntimeException cannot) {
      refuse(asked, String.valueOf(cannot.getMessage()));
    }
  }

  private static String doing(Child<?> child) {
    return "it is " + child.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Lets the parent of the child do it. */
  private void pass(ForkedChild<?> parent, ToolSignal asked) {
    String prefix = parent.name() + "/";
    boolean isPath = asked.child().startsWith(prefix);
    ToolSignal passed = isPath ? asked.of(asked.child().substring(prefix.length())) : asked;
    Supervision supervision = Objects.requireNonNull(children.supervision());
    supervision.tell(
        parent.supervisor(),
        ToolWord.SIGNAL,
        passed.encode(),
        () -> refuse(asked, "'" + parent.name() + "' has no process now; " + doing(parent)));
  }

  private void refuse(ToolSignal asked, String why) {
    answer(new ToolSignal.Answer(asked.tool(), 0, why));
  }

  private void answer(ToolSignal.Answer answer) {
    if (isRoot) {
      session.tell(answer.tool(), ToolWord.SIGNALLED, answer.encode());
    } else {
      session.note(ToolWord.SIGNALLED, answer.encode());
    }
  }

  private static long pid(String text) {
    try {
      long pid = Long.parseLong(text);
      return pid == ProcessHandle.current().pid() ? 0 : Math.max(0, pid); // children may be threads
    } catch (NumberFormatException name) {
      return 0;
    }
  }

  /** Of a process of this machine: its parent, that one's parent, and so on. */
  private static Set<Long> parents(long pid) {
    Set<Long> parents = new HashSet<>();
    ProcessHandle each = ProcessHandle.of(pid).flatMap(ProcessHandle::parent).orElse(null);
    while (each != null && parents.add(each.pid())) {
      each = each.parent().orElse(null);
    }
    return parents;
  }

  private static String list(List<Child<?>> alive) {
    return alive.isEmpty()
        ? "there is none"
        : "there are "
            + alive.stream()
                .limit(MAX_LISTED)
                .map(child -> child.name() + " (" + child.pid() + ")")
                .collect(Collectors.joining(", "))
            + (alive.size() > MAX_LISTED ? ", and " + (alive.size() - MAX_LISTED) + " more" : "");
  }
}
