package dev.zproc.processor.write;

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
import org.jspecify.annotations.Nullable;

/**
 * Writes the serializer of a record or a sealed type.
 *
 * <p>Threads: not safe.
 */
final class SerializerWriter {

  /** The parameters of {@code read}, and what would hide the constants. */
  private static final Set<String> NO_LOCALS = Set.of("kryo", "input", "type", TypeTable.CLASS);

  private final TypeTable table;
  private final JavaFile file;

  SerializerWriter(TypeTable table, JavaFile file) {
    this.table = table;
    this.file = file;
  }

  void write(Shape.Named shape) {
    String type = file.type(shape.java());
    file.member()
        .doc("Writes and reads {@link " + file.name(shape.java().raw()) + "}.")
        .open(
            "static final class "
                + table.serializer(shape)
                + " extends "
                + file.generic(Known.SERIALIZER, type));
    Definition definition = table.closure().definition(shape);
    file.member().override().open(writeHead(type), "");
    if (definition instanceof Definition.RecordOf recordOf) {
      recordOf.components().forEach(this::writeComponent);
    } else {
      writeSealed((Definition.SealedOf) definition);
    }
    file.close().member().override().open(readHead(type), "");
    if (definition instanceof Definition.RecordOf recordOf) {
      readRecord(recordOf);
    } else {
      readSealed((Definition.SealedOf) definition);
    }
    file.close().close();
  }

  private Code writeHead(String type) {
    return Code.call(
        "public void write",
        file.name(Known.KRYO_CLASS) + " kryo",
        file.name(Known.OUTPUT) + " output",
        type + " value");
  }

  private Code readHead(String type) {
    return Code.call(
        "public " + type + " read",
        file.name(Known.KRYO_CLASS) + " kryo",
        file.name(Known.INPUT) + " input",
        file.generic(Known.CLASS, "? extends " + type) + " type");
  }

  private void writeComponent(Definition.Component component) {
    String value = "value." + component.name() + "()";
    String method = method(component.shape());
    file.line(
        "",
        method == null
            ? Code.call("kryo.writeObjectOrNull", "output", value, serializer(component.shape()))
            : Code.call("output.write" + method, value),
        ";");
  }

  private void readRecord(Definition.RecordOf recordOf) {
    Set<String> used = new HashSet<>(NO_LOCALS);
    List<Code> arguments = new ArrayList<>();
    for (Definition.Component component : recordOf.components()) {
      String local = component.name();
      while (!used.add(local)) {
        local += "_";
      }
      String before = file.type(component.type()) + " " + local + " = ";
      String method = method(component.shape());
      file.line(
          before,
          method == null
              ? Code.call(
                  "kryo.readObjectOrNull",
                  "input",
                  file.type(component.shape().java().raw()) + ".class",
                  serializer(component.shape()))
              : Code.call("input.read" + method, List.of()),
          ";");
      arguments.add(Code.text(local));
    }
    String diamond = recordOf.type().arguments().isEmpty() ? "" : "<>";
    String record = file.name(recordOf.type().raw());
    file.line("return ", Code.call("new " + record + diamond, arguments), ";");
  }

  private void writeSealed(Definition.SealedOf sealedOf) {
    String refusal =
        "throw new "
            + file.name(Known.KRYO_EXCEPTION)
            + "("
            + JavaFile.literal(noSuch(sealedOf))
            + " + value.getClass().getName());";
    String otherwise = "";
    for (Shape.Named permitted : sealedOf.permitted()) {
      String head = "if (value instanceof " + file.name(permitted.java().raw()) + ")";
      if (otherwise.isEmpty()) {
        file.open(head);
      } else {
        file.reopen(otherwise + head);
      }
      file.line("output.writeLong(" + id(permitted.java()) + ");")
          .line("", Code.call("kryo.writeObject", "output", "value", serializer(permitted)), ";");
      otherwise = "} else ";
    }
    if (otherwise.isEmpty()) {
      file.line(refusal);
    } else {
      file.reopen("} else").line(refusal).close();
    }
  }

  private void readSealed(Definition.SealedOf sealedOf) {
    file.line("long id = input.readLong();");
    for (Shape.Named permitted : sealedOf.permitted()) {
      String type = file.name(permitted.java().raw()) + ".class";
      file.open("if (id == " + id(permitted.java()) + ")")
          .line("return ", Code.call("kryo.readObject", "input", type, serializer(permitted)), ";")
          .close();
    }
    String text = JavaFile.literal(noSuch(sealedOf) + "the type with the id ");
    file.line(
        "throw new "
            + file.name(Known.KRYO_EXCEPTION)
            + "("
            + text
            + " + "
            + file.name(Known.LONG)
            + ".toHexString(id));");
  }

  private String serializer(Shape shape) {
    return table.valueType(shape, file) + ".serializer()";
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
