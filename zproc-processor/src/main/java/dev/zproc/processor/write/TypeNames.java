package dev.zproc.processor.write;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.zproc.processor.type.JavaType;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** From our types to JavaPoet's; nothing else makes one of a type that the user wrote. */
final class TypeNames {

  /** The names where no class inherits a nested one. */
  static final TypeNames PLAIN = new TypeNames(Set.of());

  static final AnnotationSpec NULLABLE = AnnotationSpec.builder(Known.NULLABLE).build();

  private final Set<String> hidden;

  /**
   * The names in a file.
   *
   * @param hidden the simple names that mean a class which the file's classes inherit; JavaPoet
   *     does not look for those
   */
  TypeNames(Collection<String> hidden) {
    this.hidden = Set.copyOf(hidden);
  }

  /** The class without type arguments. */
  ClassName raw(JavaType.Declared type) {
    List<String> names = type.simpleNames();
    String[] nested = names.subList(1, names.size()).toArray(String[]::new);
    String outer = names.get(0);
    return hidden.contains(outer) && !type.packageName().isEmpty()
        // As if this were its simple name, so that it is neither imported nor shortened.
        ? ClassName.get("", type.packageName() + "." + outer, nested)
        : ClassName.get(type.packageName(), outer, nested);
  }

  TypeName of(JavaType type) {
    if (type instanceof JavaType.Primitive primitive) {
      return primitive(primitive.keyword());
    }
    if (type instanceof JavaType.ArrayOf array) {
      return ArrayTypeName.of(of(array.component()));
    }
    JavaType.Declared declared = (JavaType.Declared) type;
    return declared.arguments().isEmpty()
        ? raw(declared)
        : ParameterizedTypeName.get(
            raw(declared), declared.arguments().stream().map(this::of).toArray(TypeName[]::new));
  }

  /** The type, annotated as one that may be null; primitives may not. */
  TypeName nullable(JavaType type) {
    return type instanceof JavaType.Primitive ? of(type) : of(type).annotated(NULLABLE);
  }

  private static TypeName primitive(String keyword) {
    return switch (keyword) {
      case "boolean" -> TypeName.BOOLEAN;
      case "byte" -> TypeName.BYTE;
      case "short" -> TypeName.SHORT;
      case "char" -> TypeName.CHAR;
      case "int" -> TypeName.INT;
      case "long" -> TypeName.LONG;
      case "float" -> TypeName.FLOAT;
      case "double" -> TypeName.DOUBLE;
      default -> TypeName.VOID;
    };
  }
}
