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
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

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
    this.states = new States(tools);
    this.shapes = shapes;
    this.place = place;
  }

  /** The keys that an accessor, or its stub, can have. */
  List<KeyModel> read(TypeElement state) {
    List<KeyModel> keys = new ArrayList<>();
    for (KeyMethod method : KeyMethod.of(state, tools)) {
      if (hasKeyForm(method)) {
        keys.add(
            states.isNamed(method.type(), KnownNames.STATE_MAP) ? map(method) : value(method));
      }
    }
    return keys;
  }

  private boolean hasKeyForm(KeyMethod key) {
    if (!key.method().getParameters().isEmpty()) {
      return badForm(key, "it takes parameters");
    }
    if (!key.method().getTypeParameters().isEmpty()) {
      return badForm(key, "it declares a type parameter");
    }
    if (key.type().getKind() == TypeKind.VOID) {
      return badForm(key, "it returns nothing");
    }
    if (ReservedNames.isReservedKey(key.name(), tools)) {
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
    if (key.isDefault() || key.isNullable()) {
      String what = key.isDefault() ? "a default method" : "@Nullable";
      at(key).report(Problem.MAP_STARTS_EMPTY, key.name(), what, what);
    } else if (arguments.size() != 2) {
      at(key)
          .report(
              Problem.NOT_TRANSFERABLE,
              declared(key),
              "it is a raw type, which does not say what it holds",
              "Write its type arguments, as in 'StateMap<String, String>'");
    } else {
      Shape entryKey = shape(key, arguments.get(0), key.name() + "<key>");
      Shape value = shape(key, arguments.get(1), key.name() + "<value>");
      return new KeyModel(key.name(), java, Kind.MAP, value, entryKey);
    }
    return new KeyModel(key.name(), java, Kind.MAP, null, null);
  }

  private KeyModel value(KeyMethod key) {
    JavaType java = JavaTypes.of(key.type(), tools.types());
    Shape shape = shape(key, key.type(), key.name());
    Kind kind = Kind.ZERO;
    if (key.isNullable()) {
      kind = Kind.NULLABLE;
      if (key.isDefault()) {
        at(key).report(Problem.TWO_INITIAL_VALUES, key.name());
      } else if (key.type().getKind().isPrimitive()) {
        at(key).report(Problem.NULLABLE_PRIMITIVE, key.name(), Show.type(key.type()));
      }
    } else if (key.isDefault()) {
      kind = Kind.INITIAL;
    } else if (shape != null && !hasZero(shape)) {
      at(key).report(Problem.NO_INITIAL_VALUE, key.name(), withArticle(key.type()));
    }
    return new KeyModel(key.name(), java, kind, shape, null);
  }

  /** Whether values of the type have a natural beginning: 0, false, empty. */
  private static boolean hasZero(Shape shape) {
    return shape instanceof Shape.Container
        || shape instanceof Shape.ArrayOf
        || (shape instanceof Shape.Scalar scalar && scalar.primitive());
  }

  private @Nullable Shape shape(KeyMethod key, TypeMirror type, String root) {
    ShapeReader.Outcome outcome = shapes.read(type, root);
    if (outcome instanceof ShapeReader.Accepted accepted) {
      return accepted.shape();
    }
    Refusals.report(at(key), declared(key), ((ShapeReader.Refused) outcome).refusal());
    return null;
  }

  private Place at(KeyMethod key) {
    return place.at(key.method());
  }

  private static String declared(KeyMethod key) {
    return Show.type(key.type()) + " " + key.name() + "()";
  }

  private static String withArticle(TypeMirror type) {
    String shown = Show.type(type);
    return ("AEIOU".indexOf(shown.charAt(0)) >= 0 ? "an " : "a ") + shown;
  }
}
