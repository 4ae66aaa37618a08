package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.EngineException.Rejected;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.WatchSpec;

/** Checks what is asked of a store before anything is done about it. */
final class Specs {

  private static final int MAX_LABEL = 1024;

  private final int maxTerms;

  Specs(StoreLimits limits) {
    this.maxTerms = limits.maxTerms();
  }

  void check(WatchSpec spec, long credit, long newest) {
    checkCredit(credit);
    checkRevision(spec.after(), newest);
    checkTerms(ranges(spec.keys()), "watch");
    checkLabel(spec.label());
    if (spec.limit() < 0) {
      throw new Rejected(
          Rejected.Why.REQUEST,
          "a watch cannot end after " + spec.limit() + " commits; 0 means never");
    }
  }

  void check(ConditionSpec spec, long credit, long newest) {
    checkCredit(credit);
    checkRevision(spec.from(), newest);
    checkTerms(count(spec.criterion(), 1, 0), "condition");
    checkTerms(spec.capture().size(), "capture");
    checkLabel(spec.label());
  }

  private static void checkLabel(String label) {
    if (label.length() > MAX_LABEL) {
      throw new Rejected(
          "a label has " + label.length() + " characters; " + MAX_LABEL + " is the limit");
    }
  }

  static void checkCredit(long credit) {
    if (credit < 0) {
      throw new Rejected(
          Rejected.Why.REQUEST, "credit is " + credit + ", but only 0 or more can be given");
    }
  }

  static void checkRevision(long revision, long newest) {
    if (revision < 0 || revision > newest) {
      throw new Rejected(
          Rejected.Why.REQUEST,
          "there is no revision "
              + revision
              + " yet; the newest is "
              + newest
              + ", ask for that or"
              + " an earlier one");
    }
  }

  private void checkTerms(long terms, String what) {
    if (terms > maxTerms) {
      throw new Rejected(
          "the "
              + what
              + " has more than "
              + maxTerms
              + " terms, the limit (maxTerms); use fewer"
              + " keys, a range of keys, or raise the limit");
    }
  }

  private long count(Criterion criterion, int depth, long before) {
    if (depth > Criterion.MAX_DEPTH) {
      throw new Rejected(
          "the condition is nested more than " + Criterion.MAX_DEPTH + " deep; make it flatter");
    }
    long terms = before + 1;
    if (criterion instanceof Criterion.Changed changed) {
      terms += ranges(changed.keys());
    }
    for (Criterion part : criterion.parts()) {
      terms = count(part, depth + 1, terms);
      checkTerms(terms, "condition");
    }
    return terms;
  }

  private static long ranges(KeySelection keys) {
    return (long) keys.included().size() + keys.excluded().size();
  }
}
