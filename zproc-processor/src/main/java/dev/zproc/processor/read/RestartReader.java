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
    place
        .at(method, restart.mirror(), restart.written(name))
        .report(Problem.BAD_RESTART, name, value, why, instead);
  }
}
