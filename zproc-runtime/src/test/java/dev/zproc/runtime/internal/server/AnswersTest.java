package dev.zproc.runtime.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import org.junit.jupiter.api.Test;

/** Replies are kept until they have come, and within bounds. */
class AnswersTest {

  private static final int MAX = 10_000;
  private static final Request PUT =
      new Request.Submit(Commit.of(new Operation.Put(Bytes.utf8("key"), Scalar.of(1L))));
  private static final Reply LARGE = new Reply.Taken(Bytes.wrap(new byte[3_000]));

  private final AnswerBudget budget = new AnswerBudget(MAX);
  private final Answers answers = new Answers(budget);
  private final Answers others = new Answers(budget);

  private static Reply ask(Answers of, long number, long unanswered) {
    return of.answer(new Envelope.Asked(number, unanswered, PUT), request -> LARGE);
  }

  @Test
  void theOldestOfAllSessionsAreForgottenWhereThereIsNoRoom() {
    for (long number = 1; number <= 2; number++) {
      ask(answers, number, 1);
      ask(others, number, 1);
    }
    assertThat(budget.bytes()).isBetween(9_000L, (long) MAX);
    assertThat(ask(answers, 2, 1)).isSameAs(LARGE);
    assertThat(ask(others, 1, 1)).isSameAs(LARGE);
    assertThat(ask(answers, 1, 1))
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> assertThat(failed.cause()).isEqualTo(Reply.Cause.FORGOTTEN));
  }

  @Test
  void oneIsKeptHoweverLargeItIs() {
    Reply huge = new Reply.Taken(Bytes.wrap(new byte[2 * MAX]));
    ask(answers, 1, 1);
    answers.answer(new Envelope.Asked(2, 1, PUT), request -> huge);
    assertThat(ask(answers, 2, 1)).isSameAs(huge);
    assertThat(ask(answers, 1, 1)).as("nobody else makes room for it").isSameAs(LARGE);
    others.answer(new Envelope.Asked(1, 1, PUT), request -> huge);
    assertThat(ask(answers, 2, 1)).isInstanceOf(Reply.Failed.class);
    ask(others, 2, 2);
    assertThat(budget.bytes()).isBetween(6_000L, 7_000L);
  }

  @Test
  void whatHasComeOrIsOfALinkThatIsOverTakesNoRoom() {
    ask(answers, 1, 1);
    ask(answers, 2, 2);
    assertThat(budget.bytes()).isBetween(3_000L, 4_000L);
    Answers next = answers.next();
    assertThat(budget.bytes()).isZero();
    // A reply that comes after its link is nobody's.
    assertThat(next.answer(new Envelope.Asked(1, 1, PUT), request -> null)).isNull();
    next.end();
    next.done(1, LARGE);
    assertThat(budget.bytes()).isZero();
  }
}
