package dev.zproc.processor.read;

import dev.zproc.processor.model.RestartModel;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code @Restart}.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class RestartReader {

  /** What says when to restart, in the order in which it is told of. */
  private static final List<String> DELAYS =
      List.of("max", "within", "backoff", "factor", "maxBackoff", "jitter", "resetAfter");

  /** Who allows so many restarts wants no limit. */
  private static final int NO_LIMIT = 1_000;

  private final ExecutableElement method;
  private final AnnotationUse restart;
  private final Place place;
  private final Tools tools;

  RestartReader(ExecutableElement method, AnnotationUse restart, Place place, Tools tools) {
    this.method = method;
    this.restart = restart;
    this.place = place;
    this.tools = tools;
  }

  RestartModel read() {
    String policy = constant("on", "NEVER");
    RestartModel model =
        new RestartModel(
            policy,
            exceptions(),
            crashes(),
            max(policy),
            millis("within"),
            millis("backoff"),
            number("factor"),
            millis("maxBackoff"),
            number("jitter"),
            millis("resetAfter"),
            constant("onGiveUp", "FAIL_WAITERS"));
    checkLists(policy);
    checkDelays(model);
    if (policy.equals("NEVER")) {
      checkUnused(model);
    } else {
      checkLimit(model);
    }
    return model;
  }

  private void checkLists(String policy) {
    for (String list : List.of("retryOn", "retryOnCrash")) {
      if (!policy.equals("ON_FAILURE") && !restart.list(list).isEmpty()) {
        problem(
            list,
            "…",
            "with on = RestartPolicy."
                + policy
                + (policy.equals("NEVER") ? " nothing is restarted" : " every end restarts it"),
            "on = RestartPolicy.ON_FAILURE, or remove '" + list + "'");
      }
    }
  }

  /** One is told; the others have the same reason. */
  private void checkUnused(RestartModel model) {
    for (String name : DELAYS) {
      if (restart.written(name) != null && !(name.equals("max") && model.max() == 0)) {
        at(name)
            .report(
                Problem.NO_EFFECT,
                name,
                "with on = RestartPolicy.NEVER nothing is restarted",
                "write on = RestartPolicy.ON_FAILURE");
        return;
      }
    }
  }

  /** Where the delays alone take longer than the period, there are never too many restarts. */
  private void checkLimit(RestartModel model) {
    double least = 0;
    double delay = model.backoffMillis();
    for (int i = 1; i < Math.min(model.max(), NO_LIMIT); i++) {
      delay = Math.min(delay * model.factor(), model.maxBackoffMillis());
      least += delay * (1 - model.jitter());
    }
    boolean limited = model.max() < NO_LIMIT && model.withinMillis() > 0;
    if (limited && !place.hasErrors() && least > model.withinMillis()) {
      Place at = restart.written("within") == null ? at("backoff") : at("within");
      at.report(
          Problem.NEVER_GIVES_UP,
          model.max(),
          Durations.shown((long) least),
          Durations.shown(model.withinMillis()));
    }
  }

  private void checkDelays(RestartModel model) {
    if (!(model.factor() >= 1 && model.factor() <= 1_000)) {
      problem("factor", model.factor(), "delays only grow", "a number from 1 to 1000");
    }
    if (!(model.jitter() >= 0 && model.jitter() < 1)) {
      problem(
          "jitter",
          model.jitter(),
          "it is a part of the delay",
          "a number from 0 to less than 1, as in 'jitter = 0.2'");
    }
    if (model.backoffMillis() > model.maxBackoffMillis() && model.maxBackoffMillis() > 0) {
      problem(
          "backoff",
          '"' + restart.string("backoff") + '"',
          "it is longer than the longest delay, \"" + restart.string("maxBackoff") + '"',
          "a shorter one, or a longer 'maxBackoff'");
    }
  }

  private int max(String policy) {
    Integer max = restart.value("max", Integer.class);
    if (max != null && max < 1 && !policy.equals("NEVER")) {
      problem(
          "max",
          max,
          "nothing would ever be restarted",
          "a positive number, or on = RestartPolicy.NEVER");
    }
    return max == null ? 0 : max;
  }

  private List<String> exceptions() {
    List<String> names = new ArrayList<>();
    for (AnnotationValue value : restart.list("retryOn")) {
      // Anything else does not compile, and the compiler says so.
      if (value.getValue() instanceof DeclaredType type
          && type.asElement() instanceof TypeElement element) {
        names.add(tools.elements().getBinaryName(element).toString());
      }
    }
    return names;
  }

  private List<String> crashes() {
    List<String> names = new ArrayList<>();
    for (AnnotationValue value : restart.list("retryOnCrash")) {
      if (value.getValue() instanceof VariableElement constant) {
        names.add(constant.getSimpleName().toString());
      }
    }
    return names;
  }

  private String constant(String name, String otherwise) {
    VariableElement constant = restart.value(name, VariableElement.class);
    return constant == null ? otherwise : constant.getSimpleName().toString();
  }

  private double number(String name) {
    Double number = restart.value(name, Double.class);
    return number == null ? 1 : number;
  }

  private long millis(String name) {
    return SpawnReader.millis(restart, name, method, place);
  }

  private void problem(String name, @Nullable Object value, String why, String instead) {
    at(name).report(Problem.BAD_RESTART, name, value, why, instead);
  }

  private Place at(String name) {
    return place.at(method, restart.mirror(), restart.written(name));
  }
}
