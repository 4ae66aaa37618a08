package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/**
 * Writes the schema of a state.
 *
 * <p>Threads: stateless.
 */
final class SchemaWriter {

  private final StateModel state;
  private final ClassName type;
  private final TypeTable table;

  SchemaWriter(StateModel state, ClassName type, TypeTable table) {
    this.state = state;
    this.type = type;
    this.table = table;
  }

  TypeSpec write() {
    TypeSpec.Builder schema =
        TypeSpec.classBuilder("Schema")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .superclass(Poet.of(Known.STATE_SCHEMA, type))
            .addMethod(constructor())
            .addMethod(
                Poet.override("snapshot", Modifier.PUBLIC)
                    .returns(type)
                    .addParameter(Known.STATE_VIEW, "view")
                    .addStatement("return new Snapshot(view)")
                    .build());
    return schema.build();
  }

  private MethodSpec constructor() {
    CodeBlock.Builder arguments = CodeBlock.builder().add("$T.class,\n$S", type, state.namespace());
    for (KeyModel key : state.keys()) {
      arguments.add(",\n$T.$L($S", Known.KEY_SPEC, factory(key), key.name());
      if (key.entryKey() != null) {
        arguments.add(", $L", table.valueType(key.entryKey()));
      }
      arguments.add(", $L)", table.valueType(key.value()));
    }
    return MethodSpec.constructorBuilder().addStatement("super(\n$L)", arguments.build()).build();
  }

  private static String factory(KeyModel key) {
    return key.kind().name().toLowerCase(Locale.ROOT);
  }
}
