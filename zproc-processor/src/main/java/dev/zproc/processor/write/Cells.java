package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.KeyModel.Kind;
import dev.zproc.processor.type.JavaType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the type of a key decides what its cell and its views look like.
 *
 * <p>Threads: stateless.
 */
final class Cells {

  /** The primitives with a cell and a getter of their own. */
  private static final Set<String> PRIMITIVES = Set.of("int", "long", "double", "boolean");

  private Cells() {}

  /**
   * The type of the cell: {@code IntCell}, {@code ListCell<E>}, {@code Cell<@Nullable Order>},
   * {@code StateMap<K, V>}.
   */
  static TypeName type(KeyModel key) {
    if (key.kind() == Kind.MAP) {
      return Poet.type(key.type());
    }
    JavaType element = element(key);
    if (element != null) {
      return Poet.of(Known.LIST_CELL, Poet.type(element));
    }
    return primitive(key)
        .<TypeName>map(
            keyword -> ClassName.get("dev.zproc.runtime.state", capitalized(keyword) + "Cell"))
        .orElseGet(
            () -> {
              TypeName value = Poet.type(key.type().boxed());
              return Poet.of(Known.CELL, isNullable(key) ? Poet.nullable(value) : value);
            });
  }

  /** The method of {@code StateSpace} that makes the cell. */
  static String factory(KeyModel key) {
    return key.kind() == Kind.MAP
        ? "map"
        : element(key) != null
            ? "listCell"
            : primitive(key).map(keyword -> keyword + "Cell").orElse("cell");
  }

  /** What the key's method returns, and its setter takes. */
  static TypeName value(KeyModel key) {
    TypeName value = Poet.type(key.type());
    return isNullable(key) ? Poet.nullable(value) : value;
  }

  /** An expression that reads the key at {@code index} from a {@code view}. */
  static CodeBlock reading(KeyModel key, int index) {
    return primitive(key)
        .map(keyword -> CodeBlock.of("view.get$L($L)", capitalized(keyword), index))
        .orElseGet(() -> CodeBlock.of("view.<$T>get($L)", Poet.type(key.type().boxed()), index));
  }

  static boolean isNullable(KeyModel key) {
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

  private static java.util.Optional<String> primitive(KeyModel key) {
    return key.type() instanceof JavaType.Primitive primitive
            && PRIMITIVES.contains(primitive.keyword())
        ? java.util.Optional.of(primitive.keyword())
        : java.util.Optional.empty();
  }

  private static String capitalized(String keyword) {
    return Character.toUpperCase(keyword.charAt(0)) + keyword.substring(1);
  }
}
