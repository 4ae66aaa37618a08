package dev.zproc.processor.write;

import dev.zproc.processor.model.Origin;
import dev.zproc.processor.type.JavaType;
import java.util.Collection;
import java.util.List;

/**
 * A Java file while it is written: line by line, with the names of classes asked for on the way.
 *
 * <p>Threads: not safe.
 */
final class JavaFile {

  private static final String PROCESSOR = "dev.zproc.processor.ZProcProcessor";

  /** What generated code may do that a user's compiler settings would warn of. */
  private static final String SUPPRESSED =
      "{\"unchecked\", \"rawtypes\", \"deprecation\", \"removal\", \"cast\"}";

  private static final int STEP = 2;

  private final Origin origin;
  private final JavaType.Declared self;
  private final Imports imports;
  private final StringBuilder body = new StringBuilder(8_000);
  private int indent;

  /** Whether something stands before the next member of the class that is being written. */
  private boolean followed;

  /**
   * Begins the file of the class {@code className}.
   *
   * @param nested the simple names of the classes declared in it or inherited by one of them
   */
  JavaFile(Origin origin, String className, Collection<String> nested) {
    this.origin = origin;
    this.self = JavaType.Declared.of(origin.packageName(), className);
    this.imports = new Imports(origin, nested);
    imports.name(self);
  }

  /** Whether this is the file of the class. */
  boolean isOf(JavaType.Declared type) {
    return self.equals(type);
  }

  /** How this file names the class itself, without type arguments. */
  String name(JavaType.Declared type) {
    return imports.name(type);
  }

  /** How this file names the type. */
  String type(JavaType type) {
    return annotated(type, "");
  }

  /** The type, annotated as one that may be null. */
  String nullable(JavaType type) {
    return annotated(type, "@" + imports.name(Known.NULLABLE) + " ");
  }

  /** A generic class with type arguments that are written out already. */
  String generic(JavaType.Declared type, String... arguments) {
    return imports.name(type) + "<" + String.join(", ", arguments) + ">";
  }

  /** An annotation of a type stands before its last simple name, and before an array's brackets. */
  private String annotated(JavaType type, String annotation) {
    if (type instanceof JavaType.Primitive primitive) {
      return primitive.keyword();
    }
    if (type instanceof JavaType.ArrayOf array) {
      String component = annotated(array.component(), "");
      int dimensions = component.endsWith("[]") ? component.indexOf("[]") : component.length();
      String brackets = component.substring(dimensions) + "[]";
      String space = annotation.isEmpty() ? "" : " ";
      return component.substring(0, dimensions) + space + annotation + brackets;
    }
    JavaType.Declared declared = (JavaType.Declared) type;
    String name = imports.name(declared);
    if (!annotation.isEmpty()) {
      int last = name.lastIndexOf('.') + 1;
      name = name.substring(0, last) + annotation + name.substring(last);
    }
    if (declared.arguments().isEmpty()) {
      return name;
    }
    StringBuilder text = new StringBuilder(name);
    String separator = "<";
    for (JavaType argument : declared.arguments()) {
      text.append(separator).append(annotated(argument, ""));
      separator = ", ";
    }
    return text.append('>').toString();
  }

  /** Begins the top-level class, public where what it is generated from is. */
  JavaFile topLevel(String superclass) {
    line("@" + name(Known.ZPROC_GENERATED));
    if (origin.seesGenerated()) {
      line("@" + name(Known.GENERATED) + "(\"" + PROCESSOR + "\")");
    }
    line("@" + name(Known.SUPPRESS_WARNINGS) + "(" + SUPPRESSED + ")");
    String modifiers = origin.isPublic() ? "public final class " : "final class ";
    return open(
        modifiers + self.simpleName() + (superclass.isEmpty() ? "" : " extends " + superclass));
  }

  /** Leaves a line free before a member that is not the first. */
  JavaFile member() {
    if (followed) {
      body.append('\n');
    }
    followed = true;
    return this;
  }

  /** Writes a comment for javadoc, on one line if there is room. */
  JavaFile doc(String text) {
    if (indent + text.length() + 7 <= Code.WIDTH) {
      return line("/** " + text + " */");
    }
    return line("/**").line(" * " + text).line(" */");
  }

  /** Writes a line. */
  JavaFile line(String text) {
    Code.spaces(body, indent);
    body.append(text).append('\n');
    return this;
  }

  /** Writes {@code before}, the code, and {@code after}, on as many lines as it takes. */
  JavaFile line(String before, Code code, String after) {
    Code.spaces(body, indent);
    body.append(before);
    int start = indent + before.length();
    int length = code.length() + after.length();
    int continued = indent + Code.CONTINUED;
    if (before.endsWith("= ") && start + length > Code.WIDTH && continued + length <= Code.WIDTH) {
      body.setCharAt(body.length() - 1, '\n');
      Code.spaces(body, continued);
      start = continued;
    }
    code.layOut(body, indent, start, after.length());
    body.append(after).append('\n');
    return this;
  }

  /** Writes the annotation of a method that overrides one. */
  JavaFile override() {
    return line("@" + name(Known.OVERRIDE));
  }

  /** Writes {@code head {} and goes in. */
  JavaFile open(String head) {
    line(head + " {");
    return in();
  }

  /** Writes the head of a method, and goes in. */
  JavaFile open(Code head, String after) {
    line("", head, after + " {");
    return in();
  }

  private JavaFile in() {
    indent += STEP;
    followed = false;
    return this;
  }

  /** Goes out, writes {@code head {}, and goes in again. */
  JavaFile reopen(String head) {
    indent -= STEP;
    return open(head);
  }

  /** Goes out and writes the brace. */
  JavaFile close() {
    return close("}");
  }

  /** Goes out and writes {@code brace}. */
  JavaFile close(String brace) {
    indent -= STEP;
    followed = true;
    return line(brace);
  }

  /** Writes a method without a body of more than one statement. */
  JavaFile method(String head, String statement) {
    return open(head).line(statement).close();
  }

  /** What has been written. */
  Source source() {
    StringBuilder text = new StringBuilder(body.length() + 2_000);
    if (!origin.packageName().isEmpty()) {
      text.append("package ").append(origin.packageName()).append(";\n\n");
    }
    for (String name : imports.imported()) {
      text.append("import ").append(name).append(";\n");
    }
    if (!imports.imported().isEmpty()) {
      text.append('\n');
    }
    return new Source(origin.packageName(), self.simpleName(), text.append(body).toString());
  }

  /** A string literal. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          // Whatever the compiler's encoding, the file can be written in it.
          if (c >= ' ' && c < 0x7f) {
            literal.append(c);
          } else {
            literal.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return literal.append('"').toString();
  }

  /** String literals for a list of texts. */
  static List<Code> literals(List<String> texts) {
    return texts.stream().map(text -> Code.text(literal(text))).toList();
  }
}
