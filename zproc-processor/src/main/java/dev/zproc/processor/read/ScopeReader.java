package dev.zproc.processor.read;

import dev.zproc.processor.condition.Scope;
import dev.zproc.processor.condition.Type;
import dev.zproc.processor.model.StateRef;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.Thrown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Collects what the names in a method's condition can mean.
 *
 * <p>Threads: not safe; used by the compiler's thread, for one method.
 */
final class ScopeReader {

  private final Tools tools;
  private final States states;
  private final ConditionTypes types;
  private final TypeElement owner;
  private final ExecutableElement method;

  /** The states among the parameters, with the names of the parameters that hold them. */
  private final Map<TypeElement, List<String>> qualifiers = new LinkedHashMap<>();

  private final List<Scope.Argument> arguments = new ArrayList<>();
  private boolean brokenState;

  /** Collects; {@code kept} are the parameters that are no arguments, since a set-up makes them. */
  ScopeReader(
      Tools tools,
      TypeElement owner,
      ExecutableElement method,
      Collection<? extends VariableElement> kept) {
    this.tools = tools;
    this.states = tools.states();
    this.types = new ConditionTypes(tools.types(), JavaTypes.packageOf(owner));
    this.owner = owner;
    this.method = method;
    for (VariableElement parameter : method.getParameters()) {
      if (!kept.contains(parameter)) {
        add(parameter);
      }
    }
  }

  private void add(VariableElement parameter) {
    TypeMirror type = parameter.asType();
    String name = parameter.getSimpleName().toString();
    Optional<States.AccessorUse> accessor = states.asAccessor(type);
    Optional<TypeElement> state =
        accessor.isPresent() ? accessor.get().state() : states.asInterface(type);
    if (state.isPresent() && States.isSound(state.get())) {
      qualifiers.computeIfAbsent(state.get(), s -> new ArrayList<>()).add(name);
    } else if (accessor.isPresent() || state.isPresent()) {
      brokenState = true;
    } else if (!states.isNamed(type, KnownNames.ZPROC)) {
      arguments.add(new Scope.Argument(name, arguments.size(), types.of(type)));
    }
  }

  /** The enum {@code qualifiedName}, of which a key, an argument or a component is. */
  TypeMirror enumeration(String qualifiedName) {
    return types.enumeration(qualifiedName);
  }

  /** Whether a parameter is of a state whose declaration was refused. */
  boolean hasBrokenState() {
    return brokenState;
  }

  boolean hasOtherStatesThan(TypeElement state) {
    return !qualifiers.isEmpty() && !qualifiers.keySet().equals(java.util.Set.of(state));
  }

  /** The states of the scope, in its order. */
  List<StateRef> references(Optional<TypeElement> named) {
    return elements(named).stream().map(states::reference).toList();
  }

  /** The scope; {@code named} is the state that the annotation names. */
  Scope read(Optional<TypeElement> named) {
    List<TypeElement> elements = elements(named);
    List<Scope.State> scoped = new ArrayList<>();
    for (TypeElement element : elements) {
      scoped.add(
          new Scope.State(
              Show.element(element), qualifiers.getOrDefault(element, List.of()), keys(element)));
    }
    List<Scope.Predicate> predicates =
        ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
            .map(candidate -> predicate(candidate, elements))
            .toList();
    return new Scope(Show.element(owner), scoped, arguments, predicates);
  }

  private List<TypeElement> elements(Optional<TypeElement> named) {
    return qualifiers.isEmpty()
        ? named.map(List::of).orElse(List.of())
        : List.copyOf(qualifiers.keySet());
  }

  private List<Scope.Key> keys(TypeElement state) {
    List<Scope.Key> keys = new ArrayList<>();
    List<KeyMethod> methods = KeyMethod.of(state, tools);
    for (int i = 0; i < methods.size(); i++) {
      KeyMethod key = methods.get(i);
      Type type = types.of(key.type());
      // Mostly not by @Nullable, which javac before 22 does not show of class files: but for
      // collections, keys without an initial value were refused when the interface was compiled.
      boolean startsEmpty =
          type instanceof Type.Container && !key.isNullable() && !key.hidesNullable(tools);
      boolean nullable =
          type.isReference()
              && !key.isDefault()
              && !startsEmpty
              && !states.isNamed(key.type(), KnownNames.STATE_MAP);
      keys.add(new Scope.Key(key.name(), i, type, nullable));
    }
    return keys;
  }

  private Scope.Predicate predicate(ExecutableElement candidate, List<TypeElement> elements) {
    List<Integer> indexes = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (VariableElement parameter : candidate.getParameters()) {
      shown.add(Show.type(parameter.asType()));
      indexes.add(states.asInterface(parameter.asType()).map(elements::indexOf).orElse(-1));
    }
    return new Scope.Predicate(
        candidate.getSimpleName().toString(),
        candidate.getModifiers().contains(Modifier.STATIC),
        candidate.getModifiers().contains(Modifier.PRIVATE),
        candidate.getReturnType().getKind() == TypeKind.BOOLEAN,
        Thrown.checked(candidate, tools.elements(), tools.types()).orElse(""),
        indexes,
        shown);
  }
}
