package dev.zproc.durable;

import dev.zproc.runtime.internal.journal.Decided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commits that changed nothing, of which no row is made by itself: the next server does such a one
 * anew if it is asked for again, and whoever asks has heard nothing yet. That is so until a later
 * request of the same session is written, which says that all before it were done: then those go
 * with it that the client may still lack. Those that nobody will repeat are forgotten at once.
 *
 * <p>Threads: owned by the thread that writes.
 */
final class IdleAnswers {

  /** How much is kept; beyond it what became of the oldest is not known to the next server. */
  static final long MAX_BYTES = 4 << 20;

  private static final long BYTES_EACH = 128;

  private final Map<Long, List<Decided>> bySession = new LinkedHashMap<>();
  private long bytes;

  /** Returns what is to be written of {@code batch}; nothing changes until it {@link #wrote}. */
  List<Decided> toWrite(List<Decided> batch) {
    List<Decided> written = new ArrayList<>(batch.size());
    Map<Long, List<Decided>> idle = new HashMap<>();
    for (Decided commit : batch) {
      Decided.Repeatable request = commit.request();
      if (request == null) {
        if (!commit.changes().isEmpty()) {
          written.add(commit);
        }
        continue;
      }
      List<Decided> before =
          idle.computeIfAbsent(
              commit.origin(), id -> new ArrayList<>(bySession.getOrDefault(id, List.of())));
      before.removeIf(each -> !isLackedBy(request, each));
      if (commit.changes().isEmpty()) {
        before.add(kept(commit));
      } else {
        written.addAll(before);
        before.clear();
        written.add(commit);
      }
    }
    return written;
  }

  /** What {@link #toWrite} has returned for {@code batch} is written. */
  void wrote(List<Decided> batch) {
    for (Decided commit : batch) {
      Decided.Repeatable request = commit.request();
      if (request == null) {
        continue;
      }
      List<Decided> before = bySession.get(commit.origin());
      if (before != null) {
        boolean all = !commit.changes().isEmpty();
        for (Iterator<Decided> each = before.iterator(); each.hasNext(); ) {
          Decided next = each.next();
          if (all || !isLackedBy(request, next)) {
            bytes -= weight(next);
            each.remove();
          }
        }
        if (before.isEmpty()) {
          bySession.remove(commit.origin());
        }
      }
      if (commit.changes().isEmpty()) {
        bySession.computeIfAbsent(commit.origin(), id -> new ArrayList<>()).add(kept(commit));
        bytes += weight(commit);
      }
    }
    forgetOldest();
  }

  private void forgetOldest() {
    Iterator<List<Decided>> oldest = bySession.values().iterator();
    while (bytes > MAX_BYTES && oldest.hasNext()) {
      oldest.next().forEach(each -> bytes -= weight(each));
      oldest.remove();
    }
  }

  /** Whether a client that asks {@code now} may repeat what came before. */
  private static boolean isLackedBy(Decided.Repeatable now, Decided before) {
    Decided.@Nullable Repeatable was = before.request();
    return was != null && was.link() == now.link() && was.number() >= now.unanswered();
  }

  /** Without what it compares, which may be large, and is not written. */
  private static Decided kept(Decided commit) {
    return new Decided(commit.revision(), commit.origin(), List.of(), List.of(), commit.request());
  }

  private static long weight(Decided commit) {
    Decided.@Nullable Repeatable request = commit.request();
    return BYTES_EACH + (request == null ? 0 : request.reply().size());
  }

  /** About how many bytes are kept. */
  long bytes() {
    return bytes;
  }
}
