package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import dev.zproc.processor.condition.ScalarKind;
import dev.zproc.processor.type.Definition;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import dev.zproc.processor.type.TypeIds;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/**
 * Writes the serializer of a record or a sealed type.
 *
 * <p>Threads: stateless.
 */
final class SerializerWriter {

  private final TypeTable table;

  SerializerWriter(TypeTable table) {
    this.table = table;
  }

  TypeSpec write(Shape.Named shape) {
    TypeName type = Poet.type(shape.java());
    Definition definition = table.closure().definition(shape);
    MethodSpec.Builder write =
        Poet.override("write", Modifier.PUBLIC)
            .addParameter(Known.KRYO_CLASS, "kryo")
            .addParameter(Known.OUTPUT, "output")
            .addParameter(type, "value");
    MethodSpec.Builder read =
        Poet.override("read", Modifier.PUBLIC)
            .returns(type)
            .addParameter(Known.KRYO_CLASS, "kryo")
            .addParameter(Known.INPUT, "input")
            .addParameter(
                Poet.of(ClassName.get(Class.class), WildcardTypeName.subtypeOf(type)), "type");
    if (definition instanceof Definition.RecordOf recordOf) {
      writeRecord(recordOf, write, read);
    } else {
      writeSealed((Definition.SealedOf) definition, write, read);
    }
    return TypeSpec.classBuilder(table.serializer(shape))
        .addJavadoc("Writes and reads {@link $T}.\n", Poet.raw(shape.java()))
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .superclass(Poet.of(Known.SERIALIZER, type))
        .addMethod(write.build())
        .addMethod(read.build())
        .build();
  }

  private void writeRecord(
      Definition.RecordOf recordOf, MethodSpec.Builder write, MethodSpec.Builder read) {
    NameAllocator names = new NameAllocator();
    names.newName("kryo");
    names.newName("input");
    names.newName("type");
    CodeBlock.Builder arguments = CodeBlock.builder();
    String separator = "";
    for (Definition.Component component : recordOf.components()) {
      String local = names.newName(component.name());
      CodeBlock value = CodeBlock.of("value.$L()", component.name());
      write.addStatement(writing(component.shape(), value));
      read.addStatement(
          "$T $L = $L", Poet.type(component.type()), local, reading(component.shape()));
      arguments.add(separator.isEmpty() ? "$L" : ",$W$L", local);
      separator = ",";
    }
    boolean generic = !recordOf.type().arguments().isEmpty();
    read.addStatement(
        generic ? "return new $T<>($L)" : "return new $T($L)",
        Poet.raw(recordOf.type()),
        arguments.build());
  }

  private CodeBlock writing(Shape shape, CodeBlock value) {
    if (shape instanceof Shape.Scalar scalar
        && (scalar.primitive() || scalar.kind() == ScalarKind.STRING)) {
      return CodeBlock.of("output.write$L($L)", method(scalar), value);
    }
    return CodeBlock.of(
        "kryo.writeObjectOrNull(output, $L,$W$L.serializer())", value, table.valueType(shape));
  }

  private CodeBlock reading(Shape shape) {
    if (shape instanceof Shape.Scalar scalar
        && (scalar.primitive() || scalar.kind() == ScalarKind.STRING)) {
      return CodeBlock.of("input.read$L()", method(scalar));
    }
    return CodeBlock.of(
        "kryo.readObjectOrNull(input, $T.class,$W$L.serializer())",
        Poet.type(shape.java().raw()),
        table.valueType(shape));
  }

  /** {@code Int} for {@code writeInt}. */
  private static String method(Shape.Scalar scalar) {
    String name = scalar.kind().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private void writeSealed(
      Definition.SealedOf sealedOf, MethodSpec.Builder write, MethodSpec.Builder read) {
    read.addStatement("long id = input.readLong()");
    String otherwise = "";
    for (Shape.Named permitted : sealedOf.permitted()) {
      JavaType.Declared java = permitted.java();
      String id = "0x" + Long.toHexString(TypeIds.of(java.className())) + "L";
      CodeBlock serializer = table.valueType(permitted);
      write
          .addCode(otherwise + "if (value instanceof $T) {\n$>", Poet.raw(java))
          .addStatement("output.writeLong($L)", id)
          .addStatement("kryo.writeObject(output, value,$W$L.serializer())", serializer)
          .addCode("$<}");
      otherwise = " else ";
      read.beginControlFlow("if (id == $L)", id)
          .addStatement(
              "return kryo.readObject(input, $T.class,$W$L.serializer())",
              Poet.raw(java),
              serializer)
          .endControlFlow();
    }
    String type = sealedOf.type().binaryName();
    if (sealedOf.permitted().isEmpty()) {
      write.addStatement(
          "throw new $T(\n$S + value.getClass().getName())", Known.KRYO_EXCEPTION, noSuch(type));
    } else {
      write.addCode(" else {\n$>");
      write.addStatement(
          "throw new $T(\n$S + value.getClass().getName())", Known.KRYO_EXCEPTION, noSuch(type));
      write.addCode("$<}\n");
    }
    read.addStatement(
        "throw new $T(\n$S + $T.toHexString(id))",
        Known.KRYO_EXCEPTION,
        noSuch(type) + "the type with the id ",
        Long.class);
  }

  private static String noSuch(String type) {
    return type + " does not permit ";
  }
}
