package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Sequence;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message of each kind and shape, by the name of its golden file. */
final class Samples {

  private static final Bytes KEY = Bytes.utf8("bakery\0cookies");
  private static final Entry ENTRY = new Entry(KEY, Scalar.of(7), 3, 300);
  private static final KeyRange RANGE = new KeyRange(Bytes.utf8("a"), Bytes.utf8("b"));
  private static final KeySelection KEYS =
      new KeySelection(
          List.of(RANGE, new KeyRange(Bytes.EMPTY, null)), List.of(KeyRange.single(KEY)));
  private static final Criterion CRITERION =
      new Criterion.And(
          List.of(
              new Criterion.Or(
                  List.of(
                      new Criterion.Exists(KEY),
                      new Criterion.Changed(KEYS),
                      new Criterion.Constant(true))),
              new Criterion.Not(
                  new Criterion.Comparison(
                      new Operand.Key(KEY, Scalar.of(0)),
                      Relation.GREATER_OR_EQUAL,
                      new Operand.Literal(null))),
              new Criterion.Comparison(
                  new Operand.Key(KEY, null), Relation.LESS, new Operand.Literal(Scalar.of("x")))));
  private static final ConditionSpec CONDITION =
      new ConditionSpec(
          CRITERION, 1_000_000, 4, true, false, List.of(RANGE), "cookies > 5 && open");
  private static final CommitEvent EVENT =
      new CommitEvent(
          301,
          5,
          List.of(
              new KeyChange(KEY, Scalar.of(8), Scalar.of(7)),
              new KeyChange(Bytes.utf8("gone"), null, Bytes.EMPTY),
              new KeyChange(Bytes.utf8("new"), Bytes.EMPTY, null)));
  private static final Match MATCH = new Match(301, 5, List.of(ENTRY));

  private Samples() {}

  static Map<String, Request> requests() {
    Map<String, Request> all = new LinkedHashMap<>();
    all.put("read", new Request.Read(KEY));
    all.put("read-all", new Request.ReadAll(List.of(KEY, Bytes.utf8("gone"))));
    all.put("range", new Request.Range(RANGE, 300));
    all.put(
        "submit",
        new Request.Submit(
            new Commit(
                List.of(
                    new Compare.Revision(KEY, 300),
                    new Compare.Value(KEY, Scalar.of(7)),
                    new Compare.Value(KEY, null),
                    new Compare.Value(KEY, Scalar.of(0), true)),
                List.of(
                    new Operation.Put(KEY, Scalar.of(8)),
                    new Operation.Delete(KEY),
                    new Operation.DeleteRange(RANGE),
                    new Operation.Add(KEY, Scalar.of(1), Scalar.of(0))))));
    all.put(
        "submit-computed",
        new Request.Submit(
            Commit.of(
                Commit.Results.PREVIOUS,
                new Operation.Min(KEY, Scalar.of(1), Scalar.of(0)),
                new Operation.Max(KEY, Scalar.of(1), Scalar.of(0)),
                new Operation.Append(KEY, Bytes.utf8("choc"), 100, Sequence.EMPTY),
                new Operation.Tally(KEY, RANGE))));
    all.put("submit-none", new Request.Submit(Commit.of(Commit.Results.NONE)));
    all.put("submit-current", new Request.Submit(Commit.of(Commit.Results.CURRENT)));
    all.put("take-turn", new Request.TakeTurn(List.of(RANGE, KeyRange.single(KEY))));
    all.put("read-in-turn", new Request.ReadInTurn(77, RANGE));
    all.put(
        "submit-in-turn",
        new Request.SubmitInTurn(
            77, Commit.of(Commit.Results.NONE, new Operation.Put(KEY, Scalar.of(8)))));
    all.put("end-turn", new Request.EndTurn(77));
    all.put(
        "watch",
        new Request.Watch(9, new WatchSpec(KEYS, 300, 4, true, 10, "watch(cookies)"), 256, 1_500));
    all.put("await", new Request.Await(10, CONDITION, 1, 0));
    all.put("credit", new Request.Credit(9, Long.MAX_VALUE));
    all.put("cancel", new Request.Cancel(9));
    all.put("birth-credit", new Request.BirthCredit(3));
    all.put("birth-cancel", new Request.BirthCancel());
    all.put("seen", new Request.Seen(1L << 40));
    all.put("ping", new Request.Ping());
    all.put("bear", new Request.Bear(BirthSpec.NOW));
    all.put("bear-condition", new Request.Bear(new BirthSpec("eat#2", CONDITION, true)));
    all.put("note", new Request.Note((byte) -1, Bytes.utf8("ready")));
    all.put("outcome", new Request.Outcome(Bytes.utf8("done")));
    all.put("take-outcome", new Request.TakeOutcome(6));
    all.put("tell", new Request.Tell(6, (byte) 2, Bytes.utf8("stop")));
    all.put("release", new Request.Release(6));
    all.put("birth-begun", new Request.BirthBegun());
    all.put("reserve", new Request.Reserve());
    all.put(
        "bear-reserved", new Request.BearReserved(300, new BirthSpec("eat#2", CONDITION, true)));
    all.put("resume", new Request.Resume(6, true, 300));
    all.put("waits", new Request.Waits());
    return all;
  }

  static Map<String, Reply> replies() {
    Map<String, Reply> all = new LinkedHashMap<>();
    all.put("done", new Reply.Done());
    all.put("found", new Reply.Found(new ReadResult(ENTRY, 301)));
    all.put("found-all", new Reply.FoundAll(Arrays.asList(Reply.Present.of(ENTRY), null), 301));
    all.put("found-nothing", new Reply.Found(new ReadResult(null, 301)));
    all.put("listed", new Reply.Listed(new RangeResult(List.of(ENTRY, ENTRY), 301)));
    all.put(
        "committed",
        new Reply.Committed(
            new CommitResult(
                true,
                302,
                List.of(new OperationResult(ENTRY, null), new OperationResult(null, ENTRY)),
                List.of())));
    all.put(
        "not-committed",
        new Reply.Committed(new CommitResult(false, 301, List.of(), Arrays.asList(ENTRY, null))));
    all.put("opened", new Reply.Opened(300));
    all.put("pong", new Reply.Pong(new ServerInfo(4711, 1, 301, 60_000, 5_000, 700, 300)));
    all.put("born", new Reply.Born(6, 301));
    all.put("taken", new Reply.Taken(Bytes.utf8("done")));
    all.put("taken-nothing", new Reply.Taken(null));
    all.put(
        "waiting",
        new Reply.Waiting(
            List.of(
                new WaitInfo(
                    "eat#2",
                    6,
                    0,
                    1_800_000_000_000L,
                    "cookies > 5 && open",
                    List.of(
                        new WaitInfo.Reading(KEY, 5, Scalar.of(7)),
                        new WaitInfo.Reading(KEY, 4096, null))),
                new WaitInfo("eat#2/crumb", 7, 9, 1_800_000_000_001L, "watch()", List.of()))));
    all.put("granted", new Reply.Granted(77, 1_000, 2, new RangeResult(List.of(ENTRY), 301)));
    all.put(
        "failed-turn",
        new Reply.Failed(Reply.Cause.TURN_OVERDUE, "the lease of the turn was over", 0));
    all.put("failed-denied", new Reply.Failed(Reply.Cause.DENIED, "readers only read", 0));
    all.put("failed", new Reply.Failed(Reply.Cause.GONE, "history begins at revision 200", 200));
    return all;
  }

  static Map<String, Push> pushes() {
    Map<String, Push> all = new LinkedHashMap<>();
    all.put("event", new Push.Event(new long[] {9, 11, 300}, EVENT));
    all.put("matched", new Push.Matched(new long[] {10}, MATCH));
    all.put("gone", new Push.Gone(9, 200));
    all.put("ended", new Push.Ended(9));
    all.put("progress", new Push.Progress(301, new long[] {9}));
    all.put("birth-match", new Push.BirthMatch(MATCH));
    all.put("birth-gone", new Push.BirthGone(200));
    all.put("from-child", new Push.FromChild(6, (byte) 1, Bytes.utf8("ready")));
    all.put("child-outcome", new Push.ChildOutcome(6, Bytes.utf8("done")));
    all.put("from-parent", new Push.FromParent((byte) 2, Bytes.utf8("stop")));
    all.put("goodbye", new Push.Goodbye("the state server was closed"));
    all.put("broken", new Push.Broken("the state server has failed"));
    return all;
  }

  static Map<String, Greeting> greetings() {
    Map<String, Greeting> all = new LinkedHashMap<>();
    all.put("hello", new Greeting.Hello(6, filled(1)));
    all.put("challenge", new Greeting.Challenge(filled(1), filled(2), filled(3)));
    all.put("proof", new Greeting.Proof(filled(4), 77, 1L << 40));
    all.put("refused", new Greeting.Refused());
    all.put("unknown", new Greeting.Unknown());
    all.put("version", new Greeting.OtherVersion(GreetingCodec.VERSION));
    return all;
  }

  static byte[] filled(int with) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  /** All that can come from a client, in its envelope. */
  static Map<String, byte[]> asked() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    requests()
        .forEach(
            (name, request) -> {
              WireWriter body = new WireWriter();
              RequestCodec.write(body, request);
              WireWriter out = new WireWriter();
              Envelope.request(out, request.answered() ? 300 : 0, 298);
              out.raw(body.toByteArray());
              all.put("request-" + name, out.toByteArray());
            });
    return all;
  }

  /** All that can come from a server, in its envelope. */
  static Map<String, byte[]> said() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    replies()
        .forEach(
            (name, reply) -> {
              WireWriter out = new WireWriter();
              Envelope.reply(out, 300, reply);
              all.put("reply-" + name, out.toByteArray());
            });
    pushes()
        .forEach(
            (name, push) -> {
              WireWriter out = new WireWriter();
              Envelope.push(out, push.kept() ? 1L << 40 : 0, push);
              all.put("push-" + name, out.toByteArray());
            });
    WireWriter out = new WireWriter();
    Envelope.welcome(out, new Welcome(1, 301, 4711, 7, 300, 64 << 20, 1 << 16, true));
    all.put("welcome", out.toByteArray());
    return all;
  }

  /** What is said before a connection is open. */
  static Map<String, byte[]> greeted() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    greetings().forEach((name, each) -> all.put("greeting-" + name, GreetingCodec.encode(each)));
    return all;
  }
}
