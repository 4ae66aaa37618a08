package dev.zproc.cli;

import dev.zproc.runtime.internal.console.ToolQuestion;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Values of the program's own types in its own words: the program is asked, as only it has the
 * classes. One that does not answer, or runs no longer, is not asked again.
 *
 * <p>Threads: used by the main thread.
 */
final class ProgramValues {

  private static final long PATIENCE_MILLIS = 2_000;

  private final Connection connection;
  private final Map<Long, CompletableFuture<List<String>>> asked = new ConcurrentHashMap<>();
  private long number;
  private boolean silent;

  ProgramValues(Connection connection) {
    this.connection = connection;
  }

  /**
   * What the values of {@code keys} are as of {@code revision}; those of which the program says
   * nothing are left out.
   */
  Map<Bytes, String> of(List<Bytes> keys, long revision) {
    Map<Bytes, String> told = new HashMap<>();
    for (int from = 0; from < keys.size() && !silent; from += ToolQuestion.MOST) {
      List<Bytes> some = keys.subList(from, Math.min(keys.size(), from + ToolQuestion.MOST));
      List<String> texts = ask(new ToolQuestion(++number, revision, List.copyOf(some)));
      for (int i = 0; i < texts.size() && i < some.size(); i++) {
        if (!texts.get(i).isEmpty()) {
          told.put(some.get(i), texts.get(i));
        }
      }
    }
    return told;
  }

  private List<String> ask(ToolQuestion question) {
    if (question.number() == 1) {
      connection.session.listen(new Listener());
    }
    CompletableFuture<List<String>> answer = new CompletableFuture<>();
    asked.put(question.number(), answer);
    try {
      connection.sayToProgram(ToolWord.ASK_VALUES, question.encode());
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (Failure | ExecutionException | TimeoutException nobody) {
      silent = true; // a server that runs alone, another release, or a program that is stopped
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      silent = true;
    } finally {
      asked.remove(question.number());
    }
    return List.of();
  }

  private final class Listener implements ProgramListener {

    @Override
    public void fromParent(byte kind, Bytes payload) {
      if (kind == ToolWord.TELL_VALUES) {
        ToolQuestion.Answer answer = ToolQuestion.Answer.decode(payload);
        CompletableFuture<List<String>> waiting = asked.get(answer.number());
        if (waiting != null) {
          waiting.complete(answer.texts());
        }
      }
    }
  }
}
