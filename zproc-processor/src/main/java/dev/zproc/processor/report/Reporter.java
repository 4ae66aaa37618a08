package dev.zproc.processor.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Messager;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Prints problems: each once, at the narrowest place that has a line, as {@code [ZProc/Code] What
 * is wrong. What to do.}
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public final class Reporter {

  private final Messager messager;
  private final Set<String> compiled = new HashSet<>();
  private final Set<String> reported = new HashSet<>();
  private final Map<String, Integer> errorsBySubject = new HashMap<>();
  private int errors;

  public Reporter(Messager messager) {
    this.messager = messager;
  }

  /** Learns which types are being compiled; only these have lines to show. */
  public void beginRound(RoundEnvironment round) {
    round.getRootElements().forEach(root -> compiled.add(name(root)));
  }

  /** The place of {@code subject}, an element that is being compiled. */
  public Place about(Element subject) {
    return new Place(this, subject, subject, null, null);
  }

  /** How many errors were printed, in all rounds. */
  public int errorCount() {
    return errors;
  }

  int errorCount(Element subject) {
    return errorsBySubject.getOrDefault(identity(subject), 0);
  }

  void report(
      Problem problem,
      Element subject,
      Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable AnnotationValue value,
      String text) {
    boolean foreign = element != subject && !isCompiled(element);
    Element target = foreign ? subject : element;
    if (problem.kind() == Problem.Kind.WARNING && Suppressions.cover(target, problem)) {
      return;
    }
    String message =
        "[ZProc/"
            + problem.code()
            + "] "
            + (foreign ? "In '" + nameOf(element) + "': " : "")
            + text;
    if (problem.kind() == Problem.Kind.ERROR) {
      // Counted for each subject, printed or not: each of them must not be generated from.
      errorsBySubject.merge(identity(subject), 1, Integer::sum);
    }
    if (!reported.add(identity(target) + '\n' + message)) {
      return;
    }
    if (problem.kind() == Problem.Kind.ERROR) {
      errors++;
    }
    print(problem, message, target, foreign ? null : annotation, foreign ? null : value);
  }

  /** Prints what is wrong with an option of the compiler, which stands nowhere in the sources. */
  public void reportOption(String text) {
    String message = "[ZProc/" + Problem.BAD_OPTION.code() + "] " + text;
    if (reported.add(message)) {
      errors++;
      messager.printMessage(Diagnostic.Kind.ERROR, message);
    }
  }

  private void print(
      Problem problem,
      String message,
      Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable AnnotationValue value) {
    Diagnostic.Kind kind =
        problem.kind() == Problem.Kind.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
    if (annotation == null) {
      messager.printMessage(kind, message, element);
    } else if (value == null) {
      messager.printMessage(kind, message, element, annotation);
    } else {
      messager.printMessage(kind, message, element, annotation, value);
    }
  }

  /** Whether {@code element} is being compiled, rather than read from a class file. */
  public boolean isCompiled(Element element) {
    Element top = element;
    while (top.getEnclosingElement() instanceof TypeElement
        || top.getEnclosingElement() instanceof ExecutableElement) {
      top = top.getEnclosingElement();
    }
    return compiled.contains(name(top));
  }

  /** With the module: another one may have a class of the same name, in a class file. */
  private static String name(Element top) {
    if (!(top instanceof QualifiedNameable named)) {
      return top.toString();
    }
    Element module = top;
    while (module.getEnclosingElement() != null) {
      module = module.getEnclosingElement();
    }
    String prefix =
        module instanceof ModuleElement in && module != top ? in.getQualifiedName() + "/" : "";
    return prefix + named.getQualifiedName();
  }

  private static String nameOf(Element element) {
    return element.getEnclosingElement() instanceof ExecutableElement method
        ? Show.element(element) + "' of '" + Show.method(method)
        : Show.element(element);
  }

  /** Elements of different rounds are different objects, so this goes by name. */
  private static String identity(Element element) {
    StringBuilder path = new StringBuilder();
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      path.append(e.getKind()).append(' ');
      path.append(e instanceof ExecutableElement method ? signature(method) : e).append('\n');
    }
    return path.toString();
  }

  /** With simple names: a type that is generated has no other one before it exists. */
  private static String signature(ExecutableElement method) {
    return method.getParameters().stream()
        .map(VariableElement::asType)
        .map(
            type ->
                type instanceof DeclaredType declared
                    ? declared.asElement().getSimpleName().toString()
                    : type.toString())
        .collect(Collectors.joining(",", method.getSimpleName() + "(", ")"));
  }
}
