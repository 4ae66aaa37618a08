package dev.zproc.processor.read;

import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.KeyModel.Kind;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.Shape;
import dev.zproc.processor.type.ShapeReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Reads the keys of a state, and reports methods that cannot be one.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class KeyReader {

  private final Tools tools;
  private final States states;
  private final ShapeReader shapes;
  private final Place place;

  KeyReader(Tools tools, ShapeReader shapes, Place place) {
    this.tools = tools;
    this.states = tools.states();
    this.shapes = shapes;
    this.place = place;
  }

  /** The keys that an accessor, or its stub, can have. */
  List<KeyModel> read(TypeElement state) {
    Set<String> undecided = new HashSet<>();
    for (KeyMethod.Conflict conflict : KeyMethod.conflicts(state, tools)) {
      undecided.add(conflict.one().name());
      place.report(
          Problem.DUPLICATE_KEY,
          conflict.one().name(),
          owner(conflict.one()),
          form(conflict.one()),
          owner(conflict.other()),
          form(conflict.other()),
          Show.element(state));
    }
    checkDefaults(state);
    List<ExecutableElement> setters = likeSetters(state);
    List<KeyModel> keys = new ArrayList<>();
    for (KeyMethod method : KeyMethod.of(state, tools)) {
      if (undecided.contains(method.name())) {
        // Nothing else can be said of it; a stub has it all the same.
        JavaType type = JavaTypes.of(method.type(), tools.types());
        keys.add(new KeyModel(method.name(), type, Kind.NULLABLE, null, null));
      } else if (hasKeyForm(method, state)) {
        boolean isMap = states.isNamed(method.type(), KnownNames.STATE_MAP);
        keys.add(isMap ? map(method) : value(method, state));
        if (!isMap) {
          checkSetter(method, setters, state);
        }
      }
    }
    return keys;
  }

  /** Generated code calls what a view inherits, and would call such a method instead. */
  private void checkDefaults(TypeElement state) {
    for (ExecutableElement method :
        ElementFilter.methodsIn(tools.elements().getAllMembers(state))) {
      if (method.isDefault() && ReservedNames.isReservedDefault(method, state, tools)) {
        place
            .at(method)
            .report(
                Problem.RESERVED_NAME,
                method.getSimpleName(),
                "draft",
                "default method with as many parameters");
      }
    }
  }

  /** The methods of {@code state} that a draft would override if it sets a key by that name. */
  private List<ExecutableElement> likeSetters(TypeElement state) {
    return ElementFilter.methodsIn(tools.elements().getAllMembers(state)).stream()
        .filter(method -> method.isDefault() && method.getParameters().size() == 1)
        .toList();
  }

  private void checkSetter(KeyMethod key, List<ExecutableElement> setters, TypeElement state) {
    for (ExecutableElement method : setters) {
      if (method.getSimpleName().contentEquals(key.name())
          && takes(method, tools.types().erasure(key.type()), state)) {
        place.at(method).report(Problem.SETTER_TAKEN, Show.method(method), key.name());
      }
    }
  }

  private boolean takes(ExecutableElement method, TypeMirror erased, TypeElement state) {
    TypeMirror seen = tools.types().asMemberOf((DeclaredType) state.asType(), method);
    TypeMirror parameter = ((ExecutableType) seen).getParameterTypes().get(0);
    return tools.types().isSameType(tools.types().erasure(parameter), erased);
  }

  private boolean hasKeyForm(KeyMethod key, TypeElement state) {
    if (!key.method().getParameters().isEmpty()) {
      return badForm(key, "it has parameters");
    }
    if (!key.method().getTypeParameters().isEmpty()) {
      return badForm(key, "it declares a type parameter");
    }
    if (key.type().getKind() == TypeKind.VOID) {
      return badForm(key, "it returns nothing");
    }
    if (!key.method().getThrownTypes().isEmpty()) {
      return badForm(key, "it declares exceptions");
    }
    if (ReservedNames.isReservedKey(key.name(), state, tools)) {
      at(key).report(Problem.RESERVED_NAME, key.name(), "accessor", "key");
      return false;
    }
    return true;
  }

  private boolean badForm(KeyMethod key, String why) {
    at(key).report(Problem.STATE_METHOD_SHAPE, Show.method(key.method()), why);
    return false;
  }

  private KeyModel map(KeyMethod key) {
    JavaType java = JavaTypes.of(key.type(), tools.types());
    List<? extends TypeMirror> arguments = ((DeclaredType) key.type()).getTypeArguments();
    if (key.isDefault()) {
      at(key).report(Problem.MAP_STARTS_EMPTY, key.name());
    } else if (key.isNullable()) {
      at(key).report(Problem.NULLABLE_KEY, key.name(), "a StateMap is never absent", "");
    } else if (arguments.size() != 2) {
      at(key)
          .report(
              Problem.NOT_TRANSFERABLE,
              declared(key),
              "it is a raw type, which does not say what it holds",
              "Write its type arguments, as in 'StateMap<String, String>'");
    } else {
      Typed entryKey =
          typed(
              key, arguments.get(0), shapes.readMapKey(arguments.get(0), key.name(), key.method()));
      Typed value =
          typed(
              key,
              arguments.get(1),
              shapes.readMapValue(arguments.get(1), key.name(), key.method()));
      boolean good = entryKey.shape() != null && value.shape() != null;
      return new KeyModel(
          key.name(), good ? java : java.raw(), Kind.MAP, value.shape(), entryKey.shape());
    }
    return new KeyModel(key.name(), java.raw(), Kind.MAP, null, null);
  }

  private KeyModel value(KeyMethod key, TypeElement state) {
    Typed typed = typed(key, key.type(), shapes.read(key.type(), key.name(), key.method()));
    Kind kind = Kind.ZERO;
    if (key.isNullable()) {
      kind = Kind.NULLABLE;
      if (key.isDefault()) {
        at(key)
            .report(
                Problem.NULLABLE_KEY,
                key.name(),
                "its default method says what it reads as until it is set",
                ", or the default method");
      } else if (key.type().getKind().isPrimitive()) {
        String type = Show.type(key.type());
        at(key)
            .report(
                Problem.NULLABLE_KEY,
                key.name(),
                "a primitive is never absent",
                ", or write '"
                    + Show.type(tools.types().boxedClass((PrimitiveType) key.type()).asType())
                    + "' for '"
                    + type
                    + "'");
      }
    } else if (key.isDefault()) {
      kind = Kind.INITIAL;
    } else if (typed.shape() != null && hasZero(typed.shape())) {
      if (key.hidesNullable(tools)) {
        place.report(Problem.HIDDEN_NULLABLE, owner(key) + "." + key.name(), Show.element(state));
      }
    } else if (typed.shape() != null) {
      boolean hidden = key.hidesNullable(tools);
      if (hidden && states.asInterface(key.method().getEnclosingElement().asType()).isPresent()) {
        kind = Kind.NULLABLE; // as a key of that state it was accepted before
      } else {
        at(key)
            .report(
                Problem.NO_INITIAL_VALUE,
                key.name(),
                Show.typeWithArticle(key.type()),
                hidden
                    ? "Declare it again in '"
                        + Show.element(state)
                        + "': this compiler shows no @Nullable of class files"
                    : "Mark it @Nullable, or give it a default method");
      }
    }
    return new KeyModel(key.name(), typed.java(), kind, typed.shape(), null);
  }

  /** Whether values of the type have a natural beginning: 0, false, empty. */
  private static boolean hasZero(Shape shape) {
    return shape instanceof Shape.Container
        || shape instanceof Shape.ArrayOf
        || (shape instanceof Shape.Scalar scalar && scalar.primitive());
  }

  private Typed typed(KeyMethod key, TypeMirror type, ShapeReader.Outcome outcome) {
    return Typed.of(type, outcome, declared(key), tools, at(key));
  }

  private static String owner(KeyMethod key) {
    return Show.element(key.method().getEnclosingElement());
  }

  private static String form(KeyMethod key) {
    return (key.isNullable() ? "@Nullable " : "")
        + Show.type(key.type())
        + (key.isDefault() ? " with a default method" : "");
  }

  private Place at(KeyMethod key) {
    return place.at(key.method());
  }

  private static String declared(KeyMethod key) {
    return Show.type(key.type()) + " " + key.name() + "()";
  }
}
