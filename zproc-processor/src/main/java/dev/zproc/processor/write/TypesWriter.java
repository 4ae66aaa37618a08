package dev.zproc.processor.write;

import dev.zproc.processor.type.Definition;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the nested class {@code Types}, and a serializer for each record and sealed type in it.
 *
 * <p>Threads: not safe.
 */
final class TypesWriter {

  private final TypeTable table;
  private final JavaFile file;

  TypesWriter(TypeTable table, JavaFile file) {
    this.table = table;
    this.file = file;
  }

  /** Writes the classes, if anything needs them. */
  void write() {
    if (table.isEmpty()) {
      return;
    }
    file.member()
        .doc("The types that cross between processes here.")
        .open("static final class " + TypeTable.CLASS);
    for (Shape shape : table.shapes()) {
      file.member()
          .line(
              "static final "
                  + file.generic(Known.VALUE_TYPE, file.type(shape.java()))
                  + " "
                  + table.constant(shape)
                  + " = ",
              initializer(shape),
              ";");
    }
    file.member().line("private " + TypeTable.CLASS + "() {}").close();
    SerializerWriter serializers = new SerializerWriter(table, file);
    for (Shape shape : table.shapes()) {
      if (table.hasSerializer(shape)) {
        serializers.write((Shape.Named) shape);
      }
    }
  }

  private Code initializer(Shape shape) {
    if (shape instanceof Shape.Jdk jdk) {
      return factory("jdk", file.name(jdk.java().raw()) + ".class");
    }
    if (shape instanceof Shape.ArrayOf array) {
      return factory("array", classLiteral(shape.java()), within(array.component()));
    }
    if (shape instanceof Shape.Container container) {
      return factory(
          container.kind().name().toLowerCase(Locale.ROOT),
          container.elements().stream().map(this::within).toArray(String[]::new));
    }
    Shape.Named named = (Shape.Named) shape;
    String raw = file.name(named.java().raw());
    Definition definition = table.closure().definition(named);
    if (definition instanceof Definition.EnumOf) {
      return factory("enumOf", raw + ".class");
    }
    Code text = text(table.closure().texts(named));
    if (definition instanceof Definition.SerializedBy by) {
      // The form's constant may come later, so it is named in full, and asked for when it is
      // needed.
      return Code.call(
          file.name(Known.VALUE_TYPES) + ".serialized",
          Code.text(raw + ".class"),
          text,
          Code.text(file.name(by.serializer().raw()) + "::new"),
          Code.text("() -> " + table.valueType(by.form(), file)));
    }
    return Code.call(
        file.name(Known.VALUE_TYPES) + ".structured",
        Code.text(classLiteral(named.java())),
        text,
        Code.text("new " + table.serializer(named) + "()"));
  }

  private Code factory(String name, String... arguments) {
    return Code.call(file.name(Known.VALUE_TYPES) + "." + name, arguments);
  }

  /** One definition a line, so that a change shows as the change that it is. */
  private static Code text(List<String> texts) {
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      boolean last = i == texts.size() - 1;
      literals.add(JavaFile.literal(last ? texts.get(i) : texts.get(i) + ";"));
    }
    return new Code.Sum(literals);
  }

  /**
   * The class as {@code Class<T>}, where {@code T} may have type arguments, which literals have
   * not.
   */
  private String classLiteral(JavaType type) {
    String exact = file.type(type);
    String raw = file.type(type.raw());
    if (exact.equals(raw)) {
      return exact + ".class";
    }
    String cast = "(" + file.generic(Known.CLASS, exact) + ") (" + file.name(Known.CLASS) + ") ";
    return cast + raw + ".class";
  }

  private String within(Shape shape) {
    return shape instanceof Shape.Scalar ? table.valueType(shape, file) : table.constant(shape);
  }
}
