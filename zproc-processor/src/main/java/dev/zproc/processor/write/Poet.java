package dev.zproc.processor.write;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.Origin;
import dev.zproc.processor.type.JavaType;
import java.util.List;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;

/**
 * What all writers need of JavaPoet.
 *
 * <p>Threads: stateless.
 */
final class Poet {

  private static final String PROCESSOR = "dev.zproc.processor.ZProcProcessor";

  /** What generated code may do that a user's compiler settings would warn of. */
  private static final List<String> SUPPRESSED =
      List.of("unchecked", "rawtypes", "deprecation", "removal", "cast");

  private Poet() {}

  /** Begins a generated top-level class, public where what it is generated from is. */
  static TypeSpec.Builder topLevel(String name, Origin origin) {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addAnnotation(Known.ZPROC_GENERATED);
    if (origin.seesGenerated()) {
      type.addAnnotation(
          AnnotationSpec.builder(Generated.class).addMember("value", "$S", PROCESSOR).build());
    }
    type.addAnnotation(suppressions());
    if (origin.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    return type.addModifiers(Modifier.FINAL);
  }

  private static AnnotationSpec suppressions() {
    CodeBlock list =
        SUPPRESSED.stream()
            .map(warning -> CodeBlock.of("$S", warning))
            .collect(CodeBlock.joining(", ", "{", "}"));
    return AnnotationSpec.builder(SuppressWarnings.class).addMember("value", list).build();
  }

  /** Makes a file of {@code type}. */
  static Source source(Origin origin, TypeSpec type) {
    String text =
        JavaFile.builder(origin.packageName(), type)
            .skipJavaLangImports(!origin.shadowsJavaLang())
            .indent("  ")
            .build()
            .toString();
    return new Source(origin.packageName(), type.name, text);
  }

  static ClassName raw(JavaType.Declared type) {
    List<String> names = type.simpleNames();
    return ClassName.get(
        type.packageName(), names.get(0), names.subList(1, names.size()).toArray(String[]::new));
  }

  static TypeName type(JavaType type) {
    if (type instanceof JavaType.Primitive primitive) {
      return primitive(primitive.keyword());
    }
    if (type instanceof JavaType.ArrayOf array) {
      return ArrayTypeName.of(type(array.component()));
    }
    JavaType.Declared declared = (JavaType.Declared) type;
    return declared.arguments().isEmpty()
        ? raw(declared)
        : ParameterizedTypeName.get(
            raw(declared), declared.arguments().stream().map(Poet::type).toArray(TypeName[]::new));
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

  /** {@code generic<arguments>}. */
  static ParameterizedTypeName of(ClassName generic, TypeName... arguments) {
    return ParameterizedTypeName.get(generic, arguments);
  }

  static TypeName nullable(TypeName type) {
    return type.annotated(Known.NULLABLE);
  }

  /** Begins a method that overrides another. */
  static MethodSpec.Builder override(String name, Modifier... modifiers) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(modifiers);
  }

  /** Begins a public static method. */
  static MethodSpec.Builder function(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.STATIC);
  }
}
