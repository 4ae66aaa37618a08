package dev.zproc.processor.read;

import dev.zproc.processor.condition.Condition;
import dev.zproc.processor.condition.ConditionCompiler;
import dev.zproc.processor.condition.Finding;
import dev.zproc.processor.condition.Scope;
import dev.zproc.processor.condition.Term;
import dev.zproc.processor.model.StateRef;
import dev.zproc.processor.model.WaitModel;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.Shape;
import dev.zproc.processor.type.ShapeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Reads {@code @WaitFor}: fills the scope of the condition from the method, and has it compiled.
 *
 * <p>Threads: not safe; used by the compiler's thread, for one method.
 */
final class WaitReader {

  private final Tools tools;
  private final TypeElement owner;
  private final ExecutableElement method;
  private final AnnotationUse annotation;
  private final Setups setups;
  private final ShapeReader shapes;
  private final Place place;

  WaitReader(
      Tools tools,
      TypeElement owner,
      ExecutableElement method,
      AnnotationUse annotation,
      Setups setups,
      ShapeReader shapes,
      Place place) {
    this.tools = tools;
    this.owner = owner;
    this.method = method;
    this.annotation = annotation;
    this.setups = setups;
    this.shapes = shapes;
    this.place = place;
  }

  /** Empty if something is wrong, which has been reported here or where a state was declared. */
  Optional<WaitModel> read() {
    long timeout = SpawnReader.millis(annotation, "timeout", method, place);
    checkRepetition();
    ScopeReader scopes = new ScopeReader(tools, owner, method, setups.kept());
    Optional<TypeElement> named = Optional.empty();
    TypeMirror state = annotation.value("state", TypeMirror.class);
    if (state != null && state.getKind() != TypeKind.VOID) {
      named = tools.states().asInterface(state);
      if (named.isEmpty()) {
        String remedy =
            tools
                .states()
                .asAccessor(state)
                .flatMap(States.AccessorUse::state)
                .map(meant -> "Write 'state = " + Show.element(meant) + ".class'")
                .orElse("Name an interface that is");
        at("state").report(Problem.NOT_A_STATE, Show.type(state), remedy);
        return Optional.empty();
      }
    }
    if (scopes.hasBrokenState()) {
      return Optional.empty();
    }
    if (named.isPresent() && scopes.hasOtherStatesThan(named.get())) {
      at("state").report(Problem.STATE_NAMED_TWICE, Show.method(method), Show.element(named.get()));
      return Optional.empty();
    }
    Scope scope = scopes.read(named);
    String text = annotation.string("value");
    ConditionCompiler.Result result = ConditionCompiler.compile(text, scope);
    for (Finding finding : result.findings()) {
      at("value").reportText(finding.problem(), finding.text());
    }
    return result.condition() == null
        ? Optional.empty()
        : Optional.of(
            model(result.condition(), scopes, scopes.references(named), scope, text, timeout));
  }

  private void checkRepetition() {
    boolean repeat = annotation.flag("repeat");
    TypeMirror result = method.getReturnType();
    boolean returns =
        result.getKind() != TypeKind.VOID && !tools.states().isNamed(result, "java.lang.Void");
    if (repeat && returns) {
      at("repeat")
          .report(Problem.REPEATED_RESULT, Show.method(method), Show.typeWithArticle(result));
    }
    if (!repeat
        && annotation.flag("includeOwn")
        && onFailure().equals("SKIP")
        && !isSetUpWithState()) {
      at("includeOwn")
          .report(
              Problem.NO_EFFECT,
              "includeOwn = true",
              "a process commits nothing before its method begins",
              "set 'repeat = true'");
    }
  }

  /** Whether a set-up, which runs before the wait, can write to a state. */
  private boolean isSetUpWithState() {
    return SetupReader.named(method, tools.elements()).stream()
        .flatMap(setup -> setup.getParameters().stream())
        .anyMatch(parameter -> tools.states().injected(parameter.asType()).isPresent());
  }

  private WaitModel model(
      Condition condition,
      ScopeReader scopes,
      List<StateRef> references,
      Scope scope,
      String text,
      long timeout) {
    Map<String, Shape.Named> enums = new HashMap<>();
    collectEnums(condition, scopes, enums);
    List<List<String>> keys = new ArrayList<>();
    for (Scope.State state : scope.states()) {
      keys.add(state.keys().stream().map(Scope.Key::name).toList());
    }
    return new WaitModel(
        condition,
        references,
        keys,
        enums,
        text,
        annotation.flag("repeat"),
        annotation.flag("live"),
        annotation.flag("includeOwn"),
        onFailure(),
        timeout);
  }

  private String onFailure() {
    VariableElement constant = annotation.value("onFailure", VariableElement.class);
    return constant == null ? "SKIP" : constant.getSimpleName().toString();
  }

  /** The runtime needs to know how the constants in a condition are encoded. */
  private void collectEnums(
      Condition condition, ScopeReader scopes, Map<String, Shape.Named> enums) {
    if (condition instanceof Condition.And and) {
      collectEnums(and.left(), scopes, enums);
      collectEnums(and.right(), scopes, enums);
    } else if (condition instanceof Condition.Or or) {
      collectEnums(or.left(), scopes, enums);
      collectEnums(or.right(), scopes, enums);
    } else if (condition instanceof Condition.Not not) {
      collectEnums(not.negated(), scopes, enums);
    } else if (condition instanceof Condition.Comparison comparison) {
      collectEnum(comparison.left(), scopes, enums);
      collectEnum(comparison.right(), scopes, enums);
    } else if (condition instanceof Condition.ComponentComparison comparison) {
      collectEnum(comparison.left(), scopes, enums);
      collectEnum(comparison.right(), scopes, enums);
    }
  }

  private void collectEnum(Term term, ScopeReader scopes, Map<String, Shape.Named> enums) {
    if (!(term instanceof Term.EnumConstant constant)) {
      return;
    }
    String name = constant.type().qualifiedName();
    TypeMirror type = scopes.enumeration(name);
    ShapeReader.Outcome outcome = shapes.read(type, constant.name(), method);
    if (outcome instanceof ShapeReader.Accepted accepted) {
      enums.put(name, (Shape.Named) accepted.shape());
    } else if (outcome instanceof ShapeReader.Refused refused) {
      Refusals.report(at("value"), Show.type((DeclaredType) type), refused.refusal());
    }
  }

  private Place at(String name) {
    return place.at(method, annotation.mirror(), annotation.written(name));
  }
}
