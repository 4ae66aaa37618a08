package dev.zproc.processor.write;

import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import dev.zproc.processor.condition.ScalarKind;
import dev.zproc.processor.type.Definition;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import dev.zproc.processor.type.TypeIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the serializer of a record or a sealed type. */
final class SerializerWriter {

  /** The parameters of {@code read}, and what would hide the constants. */
  private static final Set<String> NO_LOCALS = Set.of("kryo", "input", "type", TypeTable.CLASS);

  /** The columns of a statement in a block, in a method, in a nested class. */
  private static final int ROOM = Snippet.LINE - "        ;".length();

  private static final Snippet WRITE_OR_NULL = Snippet.text("kryo.writeObjectOrNull");
  private static final Snippet READ_OR_NULL = Snippet.text("kryo.readObjectOrNull");
  private static final Snippet READ = Snippet.text("kryo.readObject");
  private static final Snippet INPUT = Snippet.text("input");
  private static final Snippet OUTPUT = Snippet.text("output");
  private static final Snippet FAILURE = Snippet.of("throw new $T", Known.KRYO_EXCEPTION);

  private final TypeTable table;
  private final TypeNames names;

  SerializerWriter(TypeTable table) {
    this.table = table;
    this.names = table.names();
  }

  TypeSpec write(Shape.Named shape) {
    TypeName type = names.of(shape.java());
    Definition definition = table.closure().definition(shape);
    boolean isRecord = definition instanceof Definition.RecordOf;
    return TypeSpec.classBuilder(table.serializer(shape))
        .addJavadoc("Writes and reads {@link $T}.", names.raw(shape.java()))
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .superclass(Poet.generic(Known.SERIALIZER, type))
        .addMethod(
            isRecord
                ? writeRecord((Definition.RecordOf) definition, type)
                : writeSealed((Definition.SealedOf) definition, type))
        .addMethod(
            isRecord
                ? readRecord((Definition.RecordOf) definition, type)
                : readSealed((Definition.SealedOf) definition, type))
        .build();
  }

  private static MethodSpec.Builder write(TypeName type) {
    return Poet.override("write", Modifier.PUBLIC)
        .addParameter(Known.KRYO_CLASS, "kryo")
        .addParameter(Known.OUTPUT, "output")
        .addParameter(type, "value");
  }

  private static MethodSpec.Builder read(TypeName type) {
    return Poet.override("read", Modifier.PUBLIC)
        .returns(type)
        .addParameter(Known.KRYO_CLASS, "kryo")
        .addParameter(Known.INPUT, "input")
        .addParameter(Poet.generic(Known.CLASS, WildcardTypeName.subtypeOf(type)), "type");
  }

  private MethodSpec writeRecord(Definition.RecordOf recordOf, TypeName type) {
    MethodSpec.Builder write = write(type);
    for (Definition.Component component : recordOf.components()) {
      String method = method(component.shape());
      Snippet value = Snippet.text("value." + component.name() + "()");
      Poet.statement(
          write,
          method == null
              ? WRITE_OR_NULL.call(ROOM, List.of(OUTPUT, value, serializer(component.shape())))
              : Snippet.text("output.write" + method).call(value));
    }
    return write.build();
  }

  private MethodSpec readRecord(Definition.RecordOf recordOf, TypeName type) {
    MethodSpec.Builder read = read(type);
    Set<String> used = new HashSet<>(NO_LOCALS);
    List<Snippet> arguments = new ArrayList<>();
    for (Definition.Component component : recordOf.components()) {
      String local = component.name();
      while (!used.add(local)) {
        local += "_";
      }
      Snippet name = Snippet.text(local);
      Snippet declared = Snippet.of("$T ", names.of(component.type())).then(name);
      Poet.statement(read, declared.assigned(ROOM, reading(component.shape())));
      arguments.add(name);
    }
    String head = recordOf.type().arguments().isEmpty() ? "new $T" : "new $T<>";
    return Poet.returning(read, Snippet.of(head, names.raw(recordOf.type())).call(arguments));
  }

  private Snippet reading(Shape shape) {
    String method = method(shape);
    return method == null
        ? READ_OR_NULL.call(
            ROOM - 4,
            List.of(INPUT, Snippet.of("$T.class", names.of(shape.java().raw())), serializer(shape)))
        : Snippet.text("input.read" + method + "()");
  }

  private MethodSpec writeSealed(Definition.SealedOf sealedOf, TypeName type) {
    MethodSpec.Builder write = write(type);
    Snippet text = Snippet.literal(noSuch(sealedOf)).then(" + value.getClass().getName()");
    Snippet refusal = FAILURE.call(ROOM, List.of(text));
    if (sealedOf.permitted().isEmpty()) {
      return Poet.statement(write, refusal).build();
    }
    boolean first = true;
    for (Shape.Named permitted : sealedOf.permitted()) {
      TypeName raw = names.raw(permitted.java());
      if (first) {
        write.beginControlFlow("if (value instanceof $T)", raw);
      } else {
        write.nextControlFlow("else if (value instanceof $T)", raw);
      }
      first = false;
      Snippet writing = serializer(permitted);
      write
          .addStatement("output.writeLong(" + id(permitted.java()) + ")")
          .addStatement(
              "kryo.writeObject(output, value, " + writing.format() + ")", writing.arguments());
    }
    write.nextControlFlow("else");
    return Poet.statement(write, refusal).endControlFlow().build();
  }

  private MethodSpec readSealed(Definition.SealedOf sealedOf, TypeName type) {
    MethodSpec.Builder read = read(type).addStatement("long id = input.readLong()");
    for (Shape.Named permitted : sealedOf.permitted()) {
      Snippet literal = Snippet.of("$T.class", names.raw(permitted.java()));
      read.beginControlFlow("if (id == " + id(permitted.java()) + ")");
      Snippet call = READ.call(ROOM - 7, List.of(INPUT, literal, serializer(permitted)));
      Poet.statement(read, Snippet.text("return ").then(call));
      read.endControlFlow();
    }
    Snippet text = Snippet.literal(noSuch(sealedOf) + "the type with the id ");
    Snippet id = Snippet.of(" + $T.toHexString(id)", Known.LONG);
    return Poet.statement(read, FAILURE.call(ROOM, List.of(text.then(id)))).build();
  }

  private Snippet serializer(Shape shape) {
    return table.ownValueType(shape).then(".serializer()");
  }

  private static String id(JavaType.Declared type) {
    return "0x" + Long.toHexString(TypeIds.of(type.className())) + "L";
  }

  /** {@code Int} for {@code writeInt}; null for what has a serializer. */
  private static @Nullable String method(Shape shape) {
    if (shape instanceof Shape.Scalar scalar
        && (scalar.primitive() || scalar.kind() == ScalarKind.STRING)) {
      String name = scalar.kind().name();
      return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
    return null;
  }

  private static String noSuch(Definition.SealedOf sealedOf) {
    return sealedOf.type().binaryName() + " does not permit ";
  }
}
