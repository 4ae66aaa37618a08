package dev.zproc.cli;

import dev.zproc.runtime.internal.console.ToolQuestion;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Values of the program's own types in its own words: the program is asked, as only it has the
 * classes. One that does not answer, or runs no longer, is not asked again.
 *
 * <p>Threads: used by the main thread.
 */
final class ProgramValues {

  private static final long PATIENCE_MILLIS = 2_000;

  private final Connection connection;

  /** What the link's thread has heard. */
  private final BlockingQueue<ToolQuestion.Answer> answers = new LinkedBlockingQueue<>();

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
    try {
      connection.sayToProgram(ToolWord.ASK_VALUES, question.encode());
      ToolQuestion.Answer answer = answers.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      if (answer != null && answer.number() == question.number()) {
        return answer.texts();
      }
    } catch (Failure nobody) {
      // A server that runs alone, or another release.
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    silent = true; // or a program that is stopped
    return List.of();
  }

  private final class Listener implements ProgramListener {

    @Override
    public void fromParent(byte kind, Bytes payload) {
      if (kind == ToolWord.TELL_VALUES) {
        answers.add(ToolQuestion.Answer.decode(payload));
      }
    }
  }
}
