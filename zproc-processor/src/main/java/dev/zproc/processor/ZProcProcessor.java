package dev.zproc.processor;

import com.google.auto.service.AutoService;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.read.GeneratedNames;
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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import javax.lang.model.util.Elements;

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
  private static final String SET_ACCESSOR = "set @State(accessor = \"…\")";
  private static final String SET_NAME = "set @ChildProcess(name = \"…\")";

  private final Set<TypeRef> waitingStates = new LinkedHashSet<>();
  private final Set<TypeRef> waitingOwners = new LinkedHashSet<>();
  private final Set<TypeRef> compiled = new LinkedHashSet<>();
  private final Map<String, Boolean> usableRuntimes = new HashMap<>();
  private final GeneratedNames generatedNames = new GeneratedNames();
  private Reporter reporter;
  private Tools tools;
  private Output output;
  private Options options;

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    reporter = new Reporter(environment.getMessager());
    output = new Output(environment.getFiler(), environment.getElementUtils());
    options = new Options(environment.getOptions());
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(
        KnownNames.STATE,
        KnownNames.CHILD_PROCESS,
        KnownNames.WAIT_FOR,
        KnownNames.WAIT_FOR_SEVERAL);
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
    collect(annotations, round);
    List<TypeElement> states = types(waitingStates);
    tools =
        new Tools(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), reporter, states);
    for (String annotation : List.of(KnownNames.WAIT_FOR, KnownNames.WAIT_FOR_SEVERAL)) {
      for (Element element : annotated(annotation, annotations, round)) {
        guarded(element, () -> checkWait((ExecutableElement) element, annotation));
      }
    }
    states.forEach(state -> guarded(state, () -> generatedNames.addState(state, tools)));
    // What is left in the last round, in which nothing may be written, was never resolved.
    for (TypeElement type : states) {
      guarded(type, () -> state(type, round.processingOver()));
    }
    List<Runnable> writes = new ArrayList<>();
    for (TypeElement type : types(waitingOwners)) {
      generatedNames.addOwner(type);
      guarded(type, () -> owner(type, round.processingOver(), writes));
    }
    writes.forEach(Runnable::run);
    if (round.processingOver()) {
      types(compiled).forEach(type -> guarded(type, () -> generatedNames.check(type, tools)));
    }
    return false;
  }

  private void collect(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Elements elements = processingEnv.getElementUtils();
    for (Element root : round.getRootElements()) {
      if (root instanceof TypeElement type) {
        compiled.add(TypeRef.of(type, elements));
      }
    }
    output.beginRound(compiled);
    for (Element element : annotated(KnownNames.STATE, annotations, round)) {
      await(element, (TypeElement) element, waitingStates);
    }
    for (Element element : annotated(KnownNames.CHILD_PROCESS, annotations, round)) {
      await(element, (TypeElement) element.getEnclosingElement(), waitingOwners);
    }
  }

  /**
   * What is in a compact source file, of JDK 25, is found by no name: not by generated code either.
   */
  private void await(Element annotated, TypeElement type, Set<TypeRef> waiting) {
    TypeRef reference = TypeRef.of(type, processingEnv.getElementUtils());
    if (reference.find(processingEnv.getElementUtils()).isPresent()) {
      waiting.add(reference);
    } else {
      reporter
          .about(annotated)
          .report(
              Problem.COMPACT_SOURCE,
              Show.element(annotated),
              JavaTypes.topLevel(type).getSimpleName());
    }
  }

  private static Set<? extends Element> annotated(
      String annotation, Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<Element> annotated = new LinkedHashSet<>();
    for (TypeElement type : annotations) {
      if (type.getQualifiedName().contentEquals(annotation)) {
        annotated.addAll(round.getElementsAnnotatedWith(type));
      }
    }
    return annotated;
  }

  private List<TypeElement> types(Set<TypeRef> references) {
    return references.stream()
        .flatMap(reference -> reference.find(processingEnv.getElementUtils()).stream())
        .toList();
  }

  private void checkWait(ExecutableElement method, String annotation) {
    boolean isChild =
        method.getAnnotationMirrors().stream()
            .anyMatch(mirror -> MissingTypes.isUnresolved(mirror, "ChildProcess"));
    if (!isChild && find(method, KnownNames.CHILD_PROCESS).isEmpty()) {
      reporter
          .about(method)
          .at(method, find(method, annotation).orElse(null))
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
      waitingStates.remove(TypeRef.of(type, processingEnv.getElementUtils()));
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
          () ->
              output.write(
                  launcher,
                  JavaTypes.topLevel(owner),
                  reporter.about(owner),
                  remedy(launcher, owner)));
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
      waitingOwners.remove(TypeRef.of(owner, processingEnv.getElementUtils()));
      for (Source source : LauncherWriter.write(launcher)) {
        output.write(
            source, JavaTypes.topLevel(owner), reporter.about(owner), remedy(source, owner));
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

  /** What gives {@code source} another name: a launcher's follows from its class alone. */
  private static String remedy(Source source, TypeElement owner) {
    return source.simpleName().equals(LauncherReader.launcher(owner))
        ? "rename '" + Show.element(owner) + "'"
        : SET_NAME;
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

  /** Checked, and told, once for each module. */
  private boolean isRuntimeUsable(TypeElement type) {
    Elements elements = processingEnv.getElementUtils();
    return usableRuntimes.computeIfAbsent(
        TypeRef.of(type, elements).module(),
        module -> RuntimeCheck.passes(elements, type, reporter.about(type)));
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
