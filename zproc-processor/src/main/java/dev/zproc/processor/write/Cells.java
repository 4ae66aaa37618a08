package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.KeyModel.Kind;
import dev.zproc.processor.type.JavaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the type of a key decides what its cell and its views look like. */
final class Cells {

  /** The primitives with a cell and a getter of their own, as the names of those begin. */
  private static final Map<String, String> PRIMITIVES =
      Map.of("int", "Int", "long", "Long", "double", "Double", "boolean", "Boolean");

  private final TypeNames names;

  Cells(TypeNames names) {
    this.names = names;
  }

  /**
   * The type of the cell: {@code IntCell}, {@code ListCell<E>}, {@code Cell<@Nullable Order>},
   * {@code StateMap<K, V>}.
   */
  TypeName type(KeyModel key) {
    if (key.kind() == Kind.MAP) {
      return names.of(key.type());
    }
    JavaType element = element(key);
    if (element != null) {
      return Poet.generic(Known.LIST_CELL, names.of(element));
    }
    String primitive = primitive(key);
    if (primitive != null) {
      return ClassName.get(Known.CELL.packageName(), primitive + "Cell");
    }
    JavaType value = key.type().boxed();
    return Poet.generic(Known.CELL, isNullable(key) ? names.nullable(value) : names.of(value));
  }

  /** The method of {@code StateSpace} that makes the cell. */
  static String factory(KeyModel key) {
    if (key.kind() == Kind.MAP) {
      return "map";
    }
    if (element(key) != null) {
      return "listCell";
    }
    String primitive = primitive(key);
    return primitive == null
        ? "cell"
        : Character.toLowerCase(primitive.charAt(0)) + primitive.substring(1) + "Cell";
  }

  /** What the key's method returns, and its setter takes. */
  TypeName value(KeyModel key) {
    return isNullable(key) ? names.nullable(key.type()) : names.of(key.type());
  }

  /** An expression that reads the key at {@code index} from a {@code view}. */
  Snippet reading(KeyModel key, int index) {
    String primitive = primitive(key);
    return primitive == null
        ? Snippet.of("view.<$T>get(" + index + ")", names.of(key.type().boxed()))
        : Snippet.text("view.get" + primitive + "(" + index + ")");
  }

  private static boolean isNullable(KeyModel key) {
    return key.kind() == Kind.NULLABLE;
  }

  /** The type of the elements of a key that always holds a list; else null. */
  private static @Nullable JavaType element(KeyModel key) {
    return !isNullable(key)
            && key.type() instanceof JavaType.Declared declared
            && declared.className().equals("java.util.List")
            && declared.arguments().size() == 1
        ? declared.arguments().get(0)
        : null;
  }

  private static @Nullable String primitive(KeyModel key) {
    return key.type() instanceof JavaType.Primitive primitive
        ? PRIMITIVES.get(primitive.keyword())
        : null;
  }
}
