package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** Writes the schema of a state. */
final class SchemaWriter {

  private SchemaWriter() {}

  static TypeSpec write(StateModel state, ClassName type, TypeTable table) {
    return TypeSpec.classBuilder("Schema")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .superclass(Poet.generic(Known.STATE_SCHEMA, type))
        .addMethod(constructor(state, type, table))
        .addMethod(
            Poet.override("snapshot", Modifier.PUBLIC)
                .returns(type)
                .addParameter(Known.STATE_VIEW, "view")
                .addStatement("return new Snapshot(view)")
                .build())
        .build();
  }

  private static MethodSpec constructor(StateModel state, ClassName type, TypeTable table) {
    List<Snippet> arguments = new ArrayList<>();
    arguments.add(Snippet.of("$T.class", type));
    arguments.add(Snippet.literal(state.namespace()));
    for (KeyModel key : state.keys()) {
      arguments.add(key(key, table));
    }
    Snippet call = Snippet.text("super").call(arguments);
    return Poet.statement(MethodSpec.constructorBuilder(), call).build();
  }

  private static Snippet key(KeyModel key, TypeTable table) {
    Snippet factory = Snippet.text(key.kind().name().toLowerCase(Locale.ROOT));
    Snippet name = Snippet.literal(key.name());
    Snippet value = table.ownValueType(key.value());
    return key.entryKey() == null
        ? factory.call(name, value)
        : factory.call(name, table.ownValueType(key.entryKey()), value);
  }
}
