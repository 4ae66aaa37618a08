package dev.zproc.processor.write;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.Origin;
import javax.lang.model.element.Modifier;

/** What all writers need of JavaPoet. */
final class Poet {

  private static final AnnotationSpec ZPROC_GENERATED =
      AnnotationSpec.builder(Known.ZPROC_GENERATED).build();

  private static final AnnotationSpec GENERATED =
      AnnotationSpec.builder(Known.GENERATED)
          .addMember("value", "\"dev.zproc.processor.ZProcProcessor\"")
          .build();

  /** What generated code may do that a user's compiler settings would warn of. */
  private static final AnnotationSpec SUPPRESSED =
      AnnotationSpec.builder(Known.SUPPRESS_WARNINGS)
          .addMember(
              "value", "{\"unchecked\", \"rawtypes\", \"deprecation\", \"removal\", \"cast\"}")
          .build();

  private static final AnnotationSpec OVERRIDE = AnnotationSpec.builder(Known.OVERRIDE).build();

  private static final ParameterSpec ARGS =
      ParameterSpec.builder(ArrayTypeName.of(Known.STRING), "args").build();

  private static final char LAST_OF_ASCII = 0x7f;

  private Poet() {}

  /** Begins a generated top-level class, public where what it is generated from is. */
  static TypeSpec.Builder topLevel(ClassName name, Origin origin) {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addAnnotation(ZPROC_GENERATED);
    if (origin.seesGenerated()) {
      type.addAnnotation(GENERATED);
    }
    type.addAnnotation(SUPPRESSED);
    if (origin.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    return type.addModifiers(Modifier.FINAL);
  }

  /** The top-level class of that name in the package of {@code origin}. */
  static ClassName name(Origin origin, String simpleName) {
    return ClassName.get(origin.packageName(), simpleName);
  }

  /** Makes a file of {@code type}. */
  static Source source(Origin origin, TypeSpec type) {
    String text =
        JavaFile.builder(origin.packageName(), type)
            .skipJavaLangImports(!origin.shadowsJavaLang())
            .indent("  ")
            .build()
            .toString();
    return new Source(origin.packageName(), type.name, escaped(withoutGaps(text)));
  }

  /**
   * JavaPoet leaves a space before the annotation of a type that it names by its outer one, as in
   * {@code Outer. @Nullable Inner}. What stands in a text or a comment stays as it is.
   */
  private static String withoutGaps(String text) {
    StringBuilder mended = null;
    int from = 0;
    for (int gap = text.indexOf(". @"); gap >= 0; gap = text.indexOf(". @", gap + 1)) {
      String before = text.substring(text.lastIndexOf('\n', gap) + 1, gap);
      if (before.indexOf('"') < 0 && !before.stripLeading().startsWith("*")) {
        mended = mended == null ? new StringBuilder(text.length()) : mended;
        mended.append(text, from, gap + 1);
        from = gap + 2;
      }
    }
    return mended == null ? text : mended.append(text, from, text.length()).toString();
  }

  /**
   * A file is written in the compiler's encoding, which may lack what identifiers and texts have.
   * Java reads an escape anywhere, but one behind an odd number of backslashes; no writer makes
   * those.
   */
  private static String escaped(String text) {
    if (text.chars().allMatch(c -> c < LAST_OF_ASCII)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 64);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(c < LAST_OF_ASCII ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }

  /** {@code generic<arguments>}. */
  static ParameterizedTypeName generic(ClassName generic, TypeName... arguments) {
    return ParameterizedTypeName.get(generic, arguments);
  }

  /** Begins a method that overrides another. */
  static MethodSpec.Builder override(String name, Modifier visibility) {
    return MethodSpec.methodBuilder(name).addAnnotation(OVERRIDE).addModifiers(visibility);
  }

  /** Begins a public static method. */
  static MethodSpec.Builder function(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.STATIC);
  }

  /** Begins a {@code main}. */
  static MethodSpec.Builder main() {
    return function("main").addParameter(ARGS);
  }

  /** Adds a statement to a method. */
  static MethodSpec.Builder statement(MethodSpec.Builder method, Snippet statement) {
    return method.addStatement(statement.format(), statement.arguments());
  }

  /** Ends a method by returning {@code value}. */
  static MethodSpec returning(MethodSpec.Builder method, Snippet value) {
    return method.addStatement("return " + value.format(), value.arguments()).build();
  }
}
