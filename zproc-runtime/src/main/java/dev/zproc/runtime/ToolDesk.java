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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers what tools ask the program of a context, through the server: what happens to its
 * children, what its values are, and to send signals. Of a child's child only its own parent knows;
 * so a signal is passed down to that, and the answer back up.
 *
 * <p>Threads: safe for use by many threads. The engine's only hands over to those for callbacks,
 * which may wait.
 */
final class ToolDesk {

  /** How many names a refusal lists. */
  private static final int MAX_LISTED = 20;

  private final EngineSession session;
  private final LateChildren children;
  final EventFollowers followers;
  private final ValueTeller values;
  private final boolean isRoot;

  ToolDesk(
      EngineSession session,
      LateChildren children,
      ChildEvents events,
      ValueTeller values,
      boolean isRoot) {
    this.session = session;
    this.values = values;
    this.children = children;
    this.followers = new EventFollowers(session, events);
    this.isRoot = isRoot;
  }

  /** What a tool says, or a child; returns at once. */
  void heard(long from, byte kind, Bytes payload) {
    CallbackThreads.SHARED.execute(() -> handle(from, kind, payload));
  }

  private void handle(long from, byte kind, Bytes payload) {
    try {
      if (kind == ToolWord.FOLLOW) {
        followers.follow(from, Happening.Wanted.decode(payload));
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

  /** Nothing more will happen: waits, a second at most, until the server has the last of it. */
  void close() {
    followers.close();
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
