package dev.zproc.runtime.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.client.Requests.Added;
import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyFuture;
import dev.zproc.runtime.internal.wire.ReplyTo;
import dev.zproc.runtime.internal.wire.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private final Requests requests = new Requests(400);

  @Test
  void whatNobodyWaitsForDoesNotCountAgainstWhatSomebodyWaitsFor() {
    requests.limit(2, 1_000);
    for (int i = 1; i <= 1_000; i++) {
      assertThat(requests.add(Pending.of(new Request.Cancel(i), new byte[1], null)))
          .isNotEqualTo(Added.REFUSED);
    }
    assertThat(requests.add(asked())).isNotEqualTo(Added.REFUSED);
    assertThat(requests.add(asked())).isNotEqualTo(Added.REFUSED);
    assertThat(requests.add(asked())).isEqualTo(Added.REFUSED);
    assertThat(requests.add(Pending.of(new Request.Cancel(1), new byte[1], null)))
        .isNotEqualTo(Added.REFUSED);
    // A new connection knows nothing of what was to be cancelled on the old one.
    requests.reconnected();
    assertThat(requests.add(asked())).isNotEqualTo(Added.REFUSED);
  }

  @Test
  void aQuarterOfTheHeapMayWait() {
    assertThat(requests.maxWaitingBytes()).isEqualTo(100);
    assertThat(new Requests(8L << 30).maxWaitingBytes()).isEqualTo(256 << 20);
    assertThat(requests.add(asked(99))).isNotEqualTo(Added.REFUSED);
    // However large, one has room; what is more waits for it.
    assertThat(requests.add(asked(1_000))).isNotEqualTo(Added.REFUSED);
    assertThat(requests.add(asked())).isEqualTo(Added.REFUSED);
    requests.failQueued(pending -> new EngineException.Closed("over"));
    assertThat(requests.add(asked())).isNotEqualTo(Added.REFUSED);
  }

  @Test
  void readsWithNothingBetweenThemAreOneRequest() {
    requests.limit(100, 1_000);
    List<String> told = new ArrayList<>();
    assertThat(read("a", told)).isEqualTo(Added.NEWS);
    assertThat(read("b", told)).isEqualTo(Added.QUIETLY);
    requests.add(asked());
    read("c", told);

    assertThat(next()).isEqualTo(new Request.ReadAll(List.of(key("a"), key("b"))));
    assertThat(next()).isEqualTo(new Request.Ping());
    // One alone is what it has always been; and what is sent is joined by nobody.
    assertThat(next()).isEqualTo(new Request.Read(key("c")));
    read("d", told);
    assertThat(next()).isEqualTo(new Request.Read(key("d")));
  }

  @Test
  void eachReadGetsItsAnswerInHoweverManyReplies() {
    requests.limit(100, 1_000);
    List<String> told = new ArrayList<>();
    for (String key : List.of("a", "b", "c", "d")) {
      read(key, told);
    }
    next();

    requests.answer(1, new Reply.FoundAll(List.of(present("a"), present("b")), 7));
    assertThat(told).containsExactly("a=a@7", "b=b@7");
    requests.answer(1, new Reply.Failed(Reply.Cause.REJECTED, "too large", 0));
    assertThat(told).hasSize(3).last().isEqualTo("c: too large");
    assertThat(requests.isExpectingReply()).isTrue();
    requests.answer(1, new Reply.FoundAll(Arrays.asList((Reply.Present) null), 8));
    assertThat(told).hasSize(4).last().isEqualTo("d=null@8");
    assertThat(requests.isExpectingReply()).isFalse();
  }

  @Test
  void onlyWhatWasNotAnsweredIsReadAgain() {
    requests.limit(100, 1_000);
    List<String> told = new ArrayList<>();
    for (String key : List.of("a", "b", "c")) {
      read(key, told);
    }
    next();
    requests.answer(1, new Reply.FoundAll(List.of(present("a")), 7));
    requests.lost();
    requests.reconnected();

    assertThat(next()).isEqualTo(new Request.ReadAll(List.of(key("b"), key("c"))));
    requests.answer(1, new Reply.FoundAll(List.of(present("b")), 9));
    requests.lost();
    assertThat(next()).isEqualTo(new Request.Read(key("c")));
    requests.failAll(pending -> new EngineException.Closed("over"));
    assertThat(told).containsExactly("a=a@7", "b=b@9", "c: over");
  }

  @Test
  void moreValuesThanKeysBreakTheProtocol() {
    requests.limit(100, 1_000);
    read("a", new ArrayList<>());
    next();
    Reply tooMany = new Reply.FoundAll(List.of(present("a"), present("b")), 7);
    assertThatThrownBy(() -> requests.answer(1, tooMany)).isInstanceOf(ProtocolException.class);
    Reply none = new Reply.FoundAll(List.of(), 7);
    assertThatThrownBy(() -> requests.answer(1, none)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void eachReadCountsAndNoRequestBecomesTooLarge() {
    requests.limit(3, 30);
    List<String> told = new ArrayList<>();
    assertThat(read("12345678", told)).isEqualTo(Added.NEWS);
    assertThat(read("12345678", told)).isEqualTo(Added.QUIETLY);
    read("12345678", told); // has no room in the first
    assertThat(read("d", told)).isEqualTo(Added.REFUSED);

    assertThat(next()).isInstanceOf(Request.ReadAll.class);
    assertThat(read("e", told)).isEqualTo(Added.QUIETLY); // behind one that was told of
    assertThat(requests.isQueued()).isTrue();
    next();
    assertThat(requests.isQueued()).isFalse();
    assertThat(read("f", told)).isEqualTo(Added.NEWS);
  }

  @Test
  void whatIsInNoHurryAnnouncesNothing() {
    assertThat(requests.add(Pending.of(new Request.Credit(1, 1), new byte[1], null)))
        .isEqualTo(Added.QUIETLY);
    assertThat(requests.add(asked())).isEqualTo(Added.NEWS);
    assertThat(requests.add(asked())).isEqualTo(Added.QUIETLY);
  }

  private Added read(String key, List<String> told) {
    return requests.read(
        key(key),
        new Answer<>() {
          @Override
          public void done(ReadResult result) {
            Entry entry = result.entry();
            String value = entry == null ? null : entry.value().asUtf8();
            assertThat(entry == null ? key(key) : entry.key()).isEqualTo(key(key));
            told.add(key + "=" + value + "@" + result.revision());
          }

          @Override
          public void failed(EngineException cause) {
            told.add(key + ": " + cause.getMessage());
          }
        });
  }

  /** What is sent next. */
  private Request next() {
    WireWriter record = new WireWriter();
    assertThat(requests.writeNext(record, 1)).isTrue();
    return Envelope.readAsked(new WireReader(record.toByteArray())).request();
  }

  private static Bytes key(String name) {
    return Bytes.utf8(name);
  }

  private static Reply.Present present(String value) {
    return new Reply.Present(Bytes.utf8(value), 1, 2);
  }

  private static Pending asked() {
    return asked(1);
  }

  private static Pending asked(int bytes) {
    return Pending.of(new Request.Ping(), body(bytes), new ReplyFuture());
  }

  /** A ping, and padding. */
  private static byte[] body(int bytes) {
    byte[] body = new byte[bytes];
    body[0] = 11;
    return body;
  }

  private static Pending once() {
    return Pending.of(new Request.Note((byte) 1, Bytes.EMPTY), new ReplyFuture());
  }

  /** A server whose log is slow answers none of so many, but it does say that it is there. */
  @Test
  void theQuestionForASignOfLifeDoesNotWaitForReplies() {
    for (int i = 0; i < 1_000; i++) {
      requests.add(once());
      assertThat(next()).isInstanceOf(Request.Note.class);
    }
    requests.add(once());
    assertThat(requests.isReady()).isFalse();

    requests.ping();

    assertThat(requests.isReady()).isTrue();
    assertThat(next()).isEqualTo(new Request.Ping());
    assertThat(requests.isPingQueued()).isFalse();
    assertThat(requests.isReady()).isFalse();
  }

  /** A server takes numbers as rising. */
  @Test
  void theQuestionForASignOfLifeComesAfterWhatIsSentAgain() {
    requests.add(once());
    next();
    requests.ping();
    requests.lost();
    assertThat(requests.isPingQueued()).as("it was for the connection that is lost").isFalse();
    requests.add(once());
    requests.reconnected();
    requests.ping();

    assertThat(next()).isInstanceOf(Request.Note.class);
    assertThat(next()).isEqualTo(new Request.Ping());
    assertThat(next()).isInstanceOf(Request.Note.class);
  }

  /** Has no memory for the first failure. */
  private static final class Unlucky implements ReplyTo {

    private int asked;
    private int failed;

    @Override
    public void replied(Reply reply) {}

    @Override
    public void failed(EngineException cause) {
      if (++asked == 1) {
        throw new OutOfMemoryError("of a test");
      }
      failed++;
    }
  }

  private Unlucky unlucky() {
    Unlucky made = new Unlucky();
    requests.add(Pending.of(new Request.Ping(), body(1), made));
    return made;
  }

  @Test
  void whatThereIsNoMemoryToFailIsFailedTheNextTime() {
    Unlucky sent = unlucky();
    next();
    Unlucky again = unlucky();
    requests.reconnected();
    Unlucky queued = unlucky();

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> requests.failAll(each -> new EngineException.Closed("over")))
          .isInstanceOf(OutOfMemoryError.class);
    }
    requests.failAll(each -> new EngineException.Closed("over"));

    assertThat(List.of(sent, again, queued)).allMatch(each -> each.failed == 1);
  }
}
