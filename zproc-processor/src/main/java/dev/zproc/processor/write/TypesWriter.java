package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.type.Definition;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes the nested class {@code Types}, and a serializer for each record and sealed type in it.
 */
final class TypesWriter {

  private static final MethodSpec CONSTRUCTOR =
      MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();

  /** How many letters make a closure long. */
  private static final int LONG = 4_000;

  /** The constants of long closures. */
  private final Map<List<String>, String> closures = new HashMap<>();

  private final TypeTable table;
  private final TypeNames names;

  TypesWriter(TypeTable table) {
    this.table = table;
    this.names = table.names();
  }

  /** Adds the classes, if anything needs them. */
  void addTo(TypeSpec.Builder outer) {
    for (List<Shape> shapes : Parts.of(List.copyOf(table.shapes()), Parts.MOST)) {
      String holder = table.holder(shapes.get(0));
      TypeSpec.Builder types =
          TypeSpec.classBuilder(holder)
              .addJavadoc("The types that cross between processes here.")
              .addModifiers(Modifier.STATIC, Modifier.FINAL)
              .addMethod(CONSTRUCTOR);
      for (Shape shape : shapes) {
        types.addField(constant(shape, holder, types));
      }
      outer.addType(types.build());
    }
    SerializerWriter serializers = new SerializerWriter(table);
    for (Shape shape : table.shapes()) {
      if (table.hasSerializer(shape)) {
        outer.addType(serializers.write((Shape.Named) shape));
      }
    }
  }

  private FieldSpec constant(Shape shape, String holder, TypeSpec.Builder types) {
    TypeName type = Poet.generic(Known.VALUE_TYPE, names.of(shape.java()));
    String name = table.constant(shape);
    int before =
        "    static final ".length() + Snippet.width(type) + name.length() + " = ".length();
    Snippet value = factory(shape).call(Snippet.LINE - before - 1, arguments(shape, holder, types));
    return FieldSpec.builder(type, name, Modifier.STATIC, Modifier.FINAL)
        .initializer(value.continued(), value.arguments())
        .build();
  }

  /** The factory of {@code ValueTypes}. */
  private Snippet factory(Shape shape) {
    String name =
        shape instanceof Shape.Container container
            ? container.kind().name().toLowerCase(Locale.ROOT)
            : shape instanceof Shape.Jdk
                ? "jdk"
                : shape instanceof Shape.ArrayOf ? "array" : factory((Shape.Named) shape);
    return Snippet.of("$T." + name, Known.VALUE_TYPES);
  }

  private String factory(Shape.Named named) {
    Definition definition = table.closure().definition(named);
    return definition instanceof Definition.EnumOf
        ? "enumOf"
        : definition instanceof Definition.SerializedBy ? "serialized" : "structured";
  }

  private List<Snippet> arguments(Shape shape, String holder, TypeSpec.Builder types) {
    if (shape instanceof Shape.Jdk jdk) {
      return List.of(literal(names.raw(jdk.java())));
    }
    if (shape instanceof Shape.ArrayOf array) {
      return List.of(exactLiteral(shape.java()), within(array.component(), holder));
    }
    if (shape instanceof Shape.Container container) {
      return container.elements().stream().map(element -> within(element, holder)).toList();
    }
    Shape.Named named = (Shape.Named) shape;
    ClassName raw = names.raw(named.java());
    Definition definition = table.closure().definition(named);
    if (definition instanceof Definition.EnumOf) {
      return List.of(literal(raw));
    }
    Snippet text = closure(table.closure().texts(named), holder, types);
    if (definition instanceof Definition.SerializedBy by) {
      // The form's constant may come later, so it is named in full, and asked for when it is
      // needed.
      return List.of(
          literal(raw),
          text,
          Snippet.of("$T::new", names.raw(by.serializer())),
          Snippet.text("() -> ").then(table.ownValueType(by.form())));
    }
    return List.of(
        exactLiteral(named.java()), text, Snippet.text("new " + table.serializer(named) + "()"));
  }

  /**
   * One definition a line, so that a change shows as the change that it is. Where types are made of
   * each other all have the same closure: a long one is written once.
   */
  private Snippet closure(List<String> texts, String holder, TypeSpec.Builder types) {
    if (texts.stream().mapToInt(String::length).sum() < LONG) {
      return text(texts);
    }
    String known = closures.get(texts);
    if (known == null) {
      String name = table.reserve("CLOSURE");
      Snippet text = text(texts);
      types.addField(
          FieldSpec.builder(Known.STRING, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer(text.continued(), text.arguments())
              .build());
      known = holder + "." + name;
      closures.put(texts, known);
    }
    return Snippet.text(known);
  }

  private static Snippet text(List<String> texts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(i == texts.size() - 1 ? texts.get(i) : texts.get(i) + ";");
    }
    return Parts.sum(lines);
  }

  private static Snippet literal(TypeName raw) {
    return Snippet.of("$T.class", raw);
  }

  /**
   * The class as {@code Class<T>}, where {@code T} may have type arguments, which literals have
   * not.
   */
  private Snippet exactLiteral(JavaType type) {
    TypeName raw = names.of(type.raw());
    return type.equals(type.raw())
        ? literal(raw)
        : Snippet.of(
            "($T) ($T) $T.class", Poet.generic(Known.CLASS, names.of(type)), Known.CLASS, raw);
  }

  private Snippet within(Shape shape, String holder) {
    return shape instanceof Shape.Scalar || !holder.equals(table.holder(shape))
        ? table.ownValueType(shape)
        : Snippet.text(table.constant(shape));
  }
}
