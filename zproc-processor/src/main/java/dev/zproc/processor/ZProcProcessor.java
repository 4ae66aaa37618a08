package dev.zproc.processor;

import com.google.auto.service.AutoService;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.read.KnownNames;
import dev.zproc.processor.read.LauncherReader;
import dev.zproc.processor.read.MissingTypes;
import dev.zproc.processor.read.MissingTypes.Missing;
import dev.zproc.processor.read.StateReader;
import dev.zproc.processor.read.Tools;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Reporter;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.write.LauncherWriter;
import dev.zproc.processor.write.Source;
import dev.zproc.processor.write.StateWriter;
import dev.zproc.processor.write.StubWriter;
import dev.zproc.processor.write.TopologyWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * Generates an accessor for each {@code @State} interface, and a launcher and main classes for each
 * class with {@code @ChildProcess} methods.
 *
 * <p>A type whose signatures mention something that another processor has yet to generate waits for
 * the next round, by name, since elements do not survive a round. Only what a signature needs
 * counts, so a class may mention its own launcher everywhere else, and accessors of this round are
 * known before they are written.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
@AutoService(Processor.class)
public final class ZProcProcessor extends AbstractProcessor {

  private static final int TRACE_LINES = 12;
  private static final String SET_ACCESSOR = "@State(accessor = \"…\")";
  private static final String SET_NAME = "@ChildProcess(name = \"…\")";

  private final Set<String> waitingStates = new LinkedHashSet<>();
  private final Set<String> waitingOwners = new LinkedHashSet<>();
  private Reporter reporter;
  private Tools tools;
  private Output output;
  private Options options;
  private boolean runtimeChecked;
  private boolean runtimeUsable;

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    reporter = new Reporter(environment.getMessager());
    output = new Output(environment.getFiler());
    options = new Options(environment.getOptions());
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(KnownNames.STATE, KnownNames.CHILD_PROCESS, KnownNames.WAIT_FOR);
  }

  @Override
  public Set<String> getSupportedOptions() {
    return options == null ? new Options(Map.of()).supported() : options.supported();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /** Never claims the annotations: other processors may look at them too. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    reporter.beginRound(round);
    options.check(reporter);
    collect(round);
    List<TypeElement> states = types(waitingStates);
    tools =
        new Tools(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), reporter, states);
    for (Element element : annotated(KnownNames.WAIT_FOR, round)) {
      guarded(element, () -> checkWait((ExecutableElement) element));
    }
    // What is left in the last round, in which nothing may be written, was never resolved.
    for (TypeElement type : states) {
      guarded(type, () -> state(type, round.processingOver()));
    }
    List<Runnable> writes = new ArrayList<>();
    for (TypeElement type : types(waitingOwners)) {
      guarded(type, () -> owner(type, round.processingOver(), writes));
    }
    writes.forEach(Runnable::run);
    return false;
  }

  private void collect(RoundEnvironment round) {
    for (Element element : annotated(KnownNames.STATE, round)) {
      waitingStates.add(((TypeElement) element).getQualifiedName().toString());
    }
    for (Element element : annotated(KnownNames.CHILD_PROCESS, round)) {
      waitingOwners.add(
          ((TypeElement) element.getEnclosingElement()).getQualifiedName().toString());
    }
  }

  private Set<? extends Element> annotated(String annotation, RoundEnvironment round) {
    TypeElement type = processingEnv.getElementUtils().getTypeElement(annotation);
    return type == null ? Set.of() : round.getElementsAnnotatedWith(type);
  }

  private List<TypeElement> types(Set<String> names) {
    return names.stream()
        .map(name -> processingEnv.getElementUtils().getTypeElement(name))
        .filter(Objects::nonNull)
        .toList();
  }

  private void checkWait(ExecutableElement method) {
    if (find(method, KnownNames.CHILD_PROCESS).isEmpty()) {
      reporter
          .about(method)
          .at(method, find(method, KnownNames.WAIT_FOR).orElse(null))
          .report(Problem.WAIT_WITHOUT_CHILD, Show.method(method));
    }
  }

  private void state(TypeElement type, boolean last) {
    Place place = reporter.about(type);
    Optional<Missing> missing = new MissingTypes(tools).inState(type);
    if (missing.isPresent()) {
      if (last && !missing.get().isTold()) {
        place.report(Problem.UNRESOLVED, Show.element(type), missing.get().name());
      }
    } else if (!last) {
      waitingStates.remove(type.getQualifiedName().toString());
      StateReader reader = new StateReader(tools);
      Source accessor =
          isRuntimeUsable(type)
              ? StateWriter.write(reader.read(type))
              : StubWriter.empty(tools.origins().of(type), reader.accessor(type));
      output.write(accessor, JavaTypes.topLevel(type), place, SET_ACCESSOR);
    }
  }

  private void owner(TypeElement owner, boolean last, List<Runnable> writes) {
    List<ExecutableElement> methods =
        ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
            .filter(method -> find(method, KnownNames.CHILD_PROCESS).isPresent())
            .toList();
    Set<Missing> missing = new LinkedHashSet<>();
    for (ExecutableElement method : methods) {
      Optional<Missing> type = new MissingTypes(tools).in(method);
      if (type.isPresent() && missing.add(type.get()) && last && !type.get().isTold()) {
        reporter.about(method).report(Problem.UNRESOLVED, Show.method(method), type.get().name());
      }
    }
    if (missing.isEmpty() && !last && !isRuntimeUsable(owner)) {
      Source launcher = StubWriter.empty(tools.origins().of(owner), LauncherReader.launcher(owner));
      writes.add(
          () -> output.write(launcher, JavaTypes.topLevel(owner), reporter.about(owner), SET_NAME));
    } else if (missing.isEmpty() && !last) {
      LauncherModel launcher = new LauncherReader(tools).read(owner, methods);
      boolean certain = methods.stream().noneMatch(ZProcProcessor::mentionsComingAccessor);
      writes.add(() -> guarded(owner, () -> write(owner, launcher, certain)));
    }
  }

  /**
   * While a parameter's type does not exist yet, javac hides other methods of that name and number
   * of parameters: it takes them for the same. So such a class is read now, for its errors, and
   * written in the next round, unless an error makes this the last one: then javac wants to see its
   * names.
   */
  private void write(TypeElement owner, LauncherModel launcher, boolean certain) {
    if (certain || reporter.errorCount() > 0) {
      waitingOwners.remove(owner.getQualifiedName().toString());
      for (Source source : LauncherWriter.write(launcher)) {
        output.write(source, JavaTypes.topLevel(owner), reporter.about(owner), SET_NAME);
      }
      if (!launcher.broken()) {
        output.topology(
            launcher.owner().className(),
            TopologyWriter.write(launcher),
            JavaTypes.topLevel(owner),
            reporter.about(owner),
            options.topology());
      }
    }
  }

  private static boolean mentionsComingAccessor(ExecutableElement method) {
    return method.getParameters().stream().anyMatch(p -> p.asType().getKind() == TypeKind.ERROR);
  }

  private static Optional<? extends AnnotationMirror> find(Element element, String annotation) {
    return element.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                ((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(annotation))
        .findFirst();
  }

  private boolean isRuntimeUsable(TypeElement first) {
    if (!runtimeChecked) {
      runtimeChecked = true;
      runtimeUsable =
          RuntimeCheck.passes(processingEnv.getElementUtils(), first, reporter.about(first));
    }
    return runtimeUsable;
  }

  /** Keeps a failure of ours from ending the compiler: it is told at the element, as a problem. */
  private void guarded(Element element, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      List<String> lines = trace.toString().lines().map(String::strip).limit(TRACE_LINES).toList();
      String text = Problem.INTERNAL.text(e.toString()) + "\n  " + String.join("\n  ", lines);
      reporter.about(element).reportText(Problem.INTERNAL, text);
    }
  }
}
