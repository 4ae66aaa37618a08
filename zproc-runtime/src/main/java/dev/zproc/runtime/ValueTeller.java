package dev.zproc.runtime;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.console.ToolQuestion;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.schema.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells tools what values of the state are in the words of their own classes.
 *
 * <p>Threads: safe for use by many threads; blocks for a round trip for each key.
 */
final class ValueTeller {

  /** A larger value would take long to be put into words, of which most are cut off. */
  private static final int MAX_VALUE_BYTES = 64 << 10;

  private static final int MAX_TEXT = 1_000;
  private static final long PATIENCE_SECONDS = 5;

  private final EngineSession session;
  private final Namespaces spaces;

  ValueTeller(EngineSession session, Namespaces spaces) {
    this.session = session;
    this.spaces = spaces;
  }

  ToolQuestion.Answer answer(ToolQuestion asked) {
    List<String> texts = new ArrayList<>();
    for (Bytes key : asked.keys()) {
      String text = text(key, asked.revision());
      texts.add(text == null ? "" : text);
    }
    return new ToolQuestion.Answer(asked.number(), texts);
  }

  private @Nullable String text(Bytes key, long revision) {
    try {
      List<Entry> found =
          session
              .range(KeyRange.single(key), revision)
              .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .join()
              .entries();
      Bytes value = found.isEmpty() ? null : found.get(0).value();
      return value != null && value.size() > MAX_VALUE_BYTES
          ? null
          : spaces.told(key, value, MAX_TEXT);
    } catch (CompletionException | EngineException gone) {
      return null; // history does not reach back so far, or the context ends
    }
  }
}
