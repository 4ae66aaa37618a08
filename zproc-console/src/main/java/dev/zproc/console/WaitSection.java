package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who waits for what, and what the values are now. */
final class WaitSection extends Latest {

  /** More are counted. */
  private static final int MAX_ROWS = 1_000;

  private final ObservedContext context;

  WaitSection(ObservedContext context) {
    super("waits");
    this.context = context;
  }

  @Override
  Object now() {
    List<Object> rows = new ArrayList<>();
    int more = 0;
    for (ObservedContext.Waiting wait : context.waits()) {
      if (wait.what().equals(StateSection.LABEL)) {
        continue; // our own
      } else if (rows.size() == MAX_ROWS) {
        more++;
        continue;
      }
      List<Object> values = new ArrayList<>();
      for (Map.Entry<String, String> value : wait.values().entrySet()) {
        values.add(List.of(Text.cut(value.getKey()), Text.cut(value.getValue())));
      }
      rows.add(
          Json.object(
              "process", Text.cut(wait.process()),
              "what", Text.cut(wait.what()),
              "values", values,
              "since", wait.since().toEpochMilli()));
    }
    return Json.object("rows", rows, "more", more);
  }
}
