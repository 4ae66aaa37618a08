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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the serializer of a record or a sealed type. */
final class SerializerWriter {

  /** The parameters of {@code read}, and what would hide the constants. */
  private static final Set<String> NO_LOCALS = Set.of("kryo", "input", "type");

  /** How many cases one method has: javac takes each {@code else} for a level of nesting. */
  private static final int CASES = 300;

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
    TypeSpec.Builder serializer =
        TypeSpec.classBuilder(table.serializer(shape))
            .addJavadoc("Writes and reads {@link $T}.", names.raw(shape.java()))
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .superclass(Poet.generic(Known.SERIALIZER, type));
    if (definition instanceof Definition.RecordOf recordOf) {
      return serializer
          .addMethod(writeRecord(recordOf, type))
          .addMethod(readRecord(recordOf, type))
          .build();
    }
    Definition.SealedOf sealedOf = (Definition.SealedOf) definition;
    List<List<Shape.Named>> parts = Parts.of(sealedOf.permitted(), CASES);
    if (parts.size() <= 1) {
      return serializer
          .addMethod(writeSealed(sealedOf, type))
          .addMethod(readSealed(sealedOf, type))
          .build();
    }
    return serializer
        .addMethod(writeParts(sealedOf, parts.size(), type))
        .addMethod(readParts(sealedOf, parts.size(), type))
        .addMethods(
            IntStream.range(0, parts.size())
                .mapToObj(i -> writePart(i, parts.get(i), type))
                .toList())
        .addMethods(
            IntStream.range(0, parts.size())
                .mapToObj(i -> readPart(i, parts.get(i), type))
                .toList())
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
    used.addAll(table.holders());
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
    Snippet refusal = refusalToWrite(sealedOf);
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
      writeValue(write, permitted);
    }
    write.nextControlFlow("else");
    return Poet.statement(write, refusal).endControlFlow().build();
  }

  private MethodSpec readSealed(Definition.SealedOf sealedOf, TypeName type) {
    MethodSpec.Builder read = read(type).addStatement("long id = input.readLong()");
    sealedOf.permitted().forEach(permitted -> readCase(read, permitted));
    return Poet.statement(read, refusalToRead(sealedOf)).build();
  }

  private static Snippet refusalToWrite(Definition.SealedOf sealedOf) {
    Snippet text = Snippet.literal(noSuch(sealedOf)).then(" + value.getClass().getName()");
    return FAILURE.call(ROOM, List.of(text));
  }

  private static Snippet refusalToRead(Definition.SealedOf sealedOf) {
    Snippet text = Snippet.literal(noSuch(sealedOf) + "the type with the id ");
    Snippet id = Snippet.of(" + $T.toHexString(id)", Known.LONG);
    return FAILURE.call(ROOM, List.of(text.then(id)));
  }

  /** {@code if (!write0(…) && !write1(…)) throw …}. */
  private MethodSpec writeParts(Definition.SealedOf sealedOf, int parts, TypeName type) {
    MethodSpec.Builder write = write(type);
    String condition =
        IntStream.range(0, parts)
            .mapToObj(i -> "!write" + i + "(kryo, output, value)")
            .collect(Collectors.joining("\n    && "));
    write.beginControlFlow("if (" + condition + ")");
    return Poet.statement(write, refusalToWrite(sealedOf)).endControlFlow().build();
  }

  private MethodSpec writePart(int number, List<Shape.Named> permitted, TypeName type) {
    MethodSpec.Builder write =
        MethodSpec.methodBuilder("write" + number)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(TypeName.BOOLEAN)
            .addParameter(Known.KRYO_CLASS, "kryo")
            .addParameter(Known.OUTPUT, "output")
            .addParameter(type, "value");
    for (Shape.Named shape : permitted) {
      write.beginControlFlow("if (value instanceof $T)", names.raw(shape.java()));
      writeValue(write, shape);
      write.addStatement("return true").endControlFlow();
    }
    return write.addStatement("return false").build();
  }

  private void writeValue(MethodSpec.Builder write, Shape.Named shape) {
    Snippet writing = serializer(shape);
    write
        .addStatement("output.writeLong(" + id(shape.java()) + ")")
        .addStatement(
            "kryo.writeObject(output, value, " + writing.format() + ")", writing.arguments());
  }

  private MethodSpec readParts(Definition.SealedOf sealedOf, int parts, TypeName type) {
    MethodSpec.Builder read =
        read(type)
            .addStatement("long id = input.readLong()")
            .addStatement("$T value = read0(kryo, input, id)", type);
    for (int i = 1; i < parts; i++) {
      read.beginControlFlow("if (value == null)")
          .addStatement("value = read$L(kryo, input, id)", i)
          .endControlFlow();
    }
    read.beginControlFlow("if (value == null)");
    return Poet.statement(read, refusalToRead(sealedOf))
        .endControlFlow()
        .addStatement("return value")
        .build();
  }

  private MethodSpec readPart(int number, List<Shape.Named> permitted, TypeName type) {
    MethodSpec.Builder read =
        MethodSpec.methodBuilder("read" + number)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(type.annotated(TypeNames.NULLABLE))
            .addParameter(Known.KRYO_CLASS, "kryo")
            .addParameter(Known.INPUT, "input")
            .addParameter(TypeName.LONG, "id");
    permitted.forEach(shape -> readCase(read, shape));
    return read.addStatement("return null").build();
  }

  private void readCase(MethodSpec.Builder read, Shape.Named permitted) {
    Snippet literal = Snippet.of("$T.class", names.raw(permitted.java()));
    read.beginControlFlow("if (id == " + id(permitted.java()) + ")");
    Snippet call = READ.call(ROOM - 7, List.of(INPUT, literal, serializer(permitted)));
    Poet.statement(read, Snippet.text("return ").then(call));
    read.endControlFlow();
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
