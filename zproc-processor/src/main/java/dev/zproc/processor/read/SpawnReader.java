package dev.zproc.processor.read;

import dev.zproc.processor.model.RestartModel;
import dev.zproc.processor.model.SpawnModel;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Reads how {@code @ChildProcess} wants its JVM to be run.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class SpawnReader {

  private static final Pattern HEAP = Pattern.compile("(\\d{1,9})([kKmMgGtT])");

  private final ExecutableElement method;
  private final AnnotationUse annotation;
  private final Place place;
  private final Tools tools;

  SpawnReader(ExecutableElement method, AnnotationUse annotation, Place place, Tools tools) {
    this.method = method;
    this.annotation = annotation;
    this.place = place;
    this.tools = tools;
  }

  SpawnModel read() {
    return new SpawnModel(
        jvmArgs(),
        heap(),
        millis(annotation, "timeout"),
        millis(annotation, "startTimeout"),
        millis(annotation, "stopTimeout"),
        restart());
  }

  private RestartModel restart() {
    // Anything but an annotation does not compile, and the compiler says so.
    return annotation
        .nested("restart")
        .map(use -> new RestartReader(method, use, place, tools).read())
        .orElse(RestartModel.NOTHING_SAID);
  }

  /** Reads a duration; 0 if none is given. */
  private long millis(AnnotationUse use, String name) {
    return millis(use, name, method, place);
  }

  /** Reads a duration of an annotation on {@code method}; 0 if none is given, or if it is wrong. */
  static long millis(AnnotationUse use, String name, ExecutableElement method, Place place) {
    String text = use.string(name);
    if (text.isEmpty() && (use.written(name) == null || use.isEmptyByDefault(name))) {
      return 0;
    }
    OptionalLong millis = Durations.millis(text);
    if (millis.isEmpty() || millis.getAsLong() == 0) {
      place.at(method, use.mirror(), use.written(name)).report(Problem.BAD_DURATION, text);
    }
    return millis.orElse(0);
  }

  private @Nullable String heap() {
    String heap = annotation.string("heap");
    if (heap.isEmpty()) {
      return null;
    }
    Matcher matcher = HEAP.matcher(heap);
    if (!matcher.matches() || bytes(matcher) < 2 << 20) {
      at("heap").report(Problem.BAD_HEAP, heap);
    }
    return heap;
  }

  private static long bytes(Matcher heap) {
    int shift = 10 * (1 + "kmgt".indexOf(Character.toLowerCase(heap.group(2).charAt(0))));
    return Long.parseLong(heap.group(1)) << shift;
  }

  private List<String> jvmArgs() {
    List<String> arguments = new ArrayList<>();
    String before = "";
    for (AnnotationValue value : annotation.list("jvmArgs")) {
      if (value.getValue() instanceof String argument) {
        String wrong =
            JvmArguments.wrongWith(argument, before, !annotation.string("heap").isEmpty());
        before = argument;
        if (wrong != null) {
          place
              .at(method, annotation.mirror(), annotation.written("jvmArgs") == null ? null : value)
              .report(Problem.BAD_JVM_ARGUMENT, argument, wrong);
        }
        arguments.add(argument);
      }
    }
    return arguments;
  }

  private Place at(String name) {
    return place.at(method, annotation.mirror(), annotation.written(name));
  }
}
