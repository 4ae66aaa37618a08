package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.type.Definition;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the nested class {@code Types}, and a serializer for each record and sealed type in it.
 *
 * <p>Threads: stateless.
 */
final class TypesWriter {

  private final TypeTable table;

  TypesWriter(TypeTable table) {
    this.table = table;
  }

  /** Adds the classes to {@code outer}, if anything needs them. */
  void addTo(TypeSpec.Builder outer) {
    if (table.isEmpty()) {
      return;
    }
    outer.addType(types());
    SerializerWriter serializers = new SerializerWriter(table);
    for (Shape shape : table.shapes()) {
      if (shape instanceof Shape.Named named
          && (table.closure().definition(named) instanceof Definition.RecordOf
              || table.closure().definition(named) instanceof Definition.SealedOf)) {
        outer.addType(serializers.write(named));
      }
    }
  }

  private TypeSpec types() {
    TypeSpec.Builder types =
        TypeSpec.classBuilder("Types")
            .addJavadoc("The types that cross between processes here.\n")
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (Shape shape : table.shapes()) {
      types.addField(
          FieldSpec.builder(
                  Poet.of(Known.VALUE_TYPE, Poet.type(shape.java())), table.constant(shape))
              .addModifiers(Modifier.STATIC, Modifier.FINAL)
              .initializer(initializer(shape))
              .build());
    }
    return types.build();
  }

  private CodeBlock initializer(Shape shape) {
    if (shape instanceof Shape.Jdk jdk) {
      return CodeBlock.of("$T.jdk($T.class)", Known.VALUE_TYPES, Poet.raw(jdk.java()));
    }
    if (shape instanceof Shape.ArrayOf array) {
      return CodeBlock.of(
          "$T.array($L, $L)",
          Known.VALUE_TYPES,
          classLiteral(shape.java()),
          within(array.component()));
    }
    if (shape instanceof Shape.Container container) {
      CodeBlock elements =
          container.elements().stream().map(this::within).collect(CodeBlock.joining(", "));
      String factory = container.kind().name().toLowerCase(java.util.Locale.ROOT);
      return CodeBlock.of("$T.$L($L)", Known.VALUE_TYPES, factory, elements);
    }
    Shape.Named named = (Shape.Named) shape;
    Definition definition = table.closure().definition(named);
    if (definition instanceof Definition.EnumOf) {
      return CodeBlock.of("$T.enumOf($T.class)", Known.VALUE_TYPES, Poet.raw(named.java()));
    }
    if (definition instanceof Definition.SerializedBy by) {
      // The form's constant may come later, so it is named in full, and asked for when it is
      // needed.
      return CodeBlock.builder()
          .add("$T.serialized(\n$>$>", Known.VALUE_TYPES)
          .add("$T.class,\n", Poet.raw(named.java()))
          .add(text(table.closure().texts(named)))
          .add(",\n$T::new,\n() -> $L$<$<)", Poet.raw(by.serializer()), table.valueType(by.form()))
          .build();
    }
    return CodeBlock.builder()
        .add("$T.structured(\n$>$>", Known.VALUE_TYPES)
        .add("$L,\n", classLiteral(named.java()))
        .add(text(table.closure().texts(named)))
        .add(",\n$L::new$<$<)", table.serializer(named))
        .build();
  }

  /** One definition a line, so that a change shows as the change that it is. */
  private static CodeBlock text(List<String> texts) {
    CodeBlock.Builder text = CodeBlock.builder();
    for (int i = 0; i < texts.size(); i++) {
      boolean last = i == texts.size() - 1;
      text.add(i == 0 ? "" : "\n    + ").add("$S", last ? texts.get(i) : texts.get(i) + ";");
    }
    return text.build();
  }

  /**
   * The class as {@code Class<T>}, where {@code T} may have type arguments, which literals have
   * not.
   */
  private static CodeBlock classLiteral(JavaType type) {
    TypeName exact = Poet.type(type);
    TypeName raw = Poet.type(type.raw());
    return exact.equals(raw)
        ? CodeBlock.of("$T.class", exact)
        : CodeBlock.of(
            "($T) ($T) $T.class",
            Poet.of(ClassName.get(Class.class), exact),
            ClassName.get(Class.class),
            raw);
  }

  private CodeBlock within(Shape shape) {
    return shape instanceof Shape.Scalar
        ? table.valueType(shape)
        : CodeBlock.of("$L", table.constant(shape));
  }
}
