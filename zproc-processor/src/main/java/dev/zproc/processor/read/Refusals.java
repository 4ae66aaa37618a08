package dev.zproc.processor.read;

import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.type.Refusal;
import dev.zproc.processor.type.SerializerUse;

/** Reports that a type cannot cross. */
final class Refusals {

  private Refusals() {}

  /**
   * Reports {@code refusal} at {@code place}.
   *
   * @param declared what has the type, as the user wrote it: {@code InputStream in}
   */
  static void report(Place place, String declared, Refusal refusal) {
    SerializerUse bad = refusal.serializer();
    if (bad != null) {
      place
          .at(bad.annotated(), bad.annotation(), bad.value())
          .report(Problem.BAD_SERIALIZER, refusal.culprit(), refusal.reason(), refusal.remedy());
      return;
    }
    String thing = refusal.path().isEmpty() ? declared : refusal.path() + ": " + refusal.culprit();
    place.report(
        refusal.kind() == Refusal.Kind.NOT_TRANSFERABLE
            ? Problem.NOT_TRANSFERABLE
            : Problem.INACCESSIBLE_TYPE,
        thing,
        refusal.reason(),
        refusal.remedy());
  }
}
