package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.KeyModel.Kind;
import dev.zproc.processor.model.StateModel;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/**
 * Writes the schema of a state, and the class that evaluates its default methods.
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
    if (state.keys().stream().anyMatch(key -> key.kind() == Kind.INITIAL)) {
      schema.addMethod(initialValue());
    }
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

  private MethodSpec initialValue() {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (key) {\n$>");
    for (int i = 0; i < state.keys().size(); i++) {
      if (state.keys().get(i).kind() == Kind.INITIAL) {
        body.add("case $L -> new Initial(key).$L();\n", i, state.keys().get(i).name());
      }
    }
    body.add("default -> super.initial(key);\n$<};\n");
    return Poet.override("initial", Modifier.PUBLIC)
        .returns(Poet.nullable(TypeName.OBJECT))
        .addParameter(int.class, "key")
        .addCode(body.build())
        .build();
  }

  /** Implements the interface so that one default method runs and every other key throws. */
  static TypeSpec initial(StateModel state, ClassName type) {
    TypeSpec.Builder initial =
        TypeSpec.classBuilder("Initial")
            .addJavadoc("Runs one default method, which cannot call other keys.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(type)
            .addField(int.class, "key", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(int.class, "key")
                    .addStatement("this.key = key")
                    .build());
    for (int i = 0; i < state.keys().size(); i++) {
      KeyModel key = state.keys().get(i);
      MethodSpec.Builder method =
          Poet.override(key.name(), Modifier.PUBLIC).returns(Cells.value(key));
      CodeBlock refuse = CodeBlock.of("throw dependsOn(key, $S)", key.name());
      if (key.kind() == Kind.INITIAL) {
        method
            .beginControlFlow("if (key != $L)", i)
            .addStatement(refuse)
            .endControlFlow()
            .addStatement("return $T.super.$L()", type, key.name());
      } else {
        method.addStatement(refuse);
      }
      initial.addMethod(method.build());
    }
    return initial.addMethod(dependsOn(state)).build();
  }

  private static MethodSpec dependsOn(StateModel state) {
    return MethodSpec.methodBuilder("dependsOn")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(IllegalStateException.class)
        .addParameter(int.class, "key")
        .addParameter(String.class, "other")
        .addStatement(
            "return new $T(\n$S\n$>$>+ $T.SCHEMA.keys().get(key).name()\n+ $S\n+ other\n+ $S$<$<)",
            IllegalStateException.class,
            "The initial value of '",
            ClassName.get(state.origin().packageName(), state.accessor()),
            "' cannot depend on the key '",
            "'. Write the value itself into the default method.")
        .build();
  }
}
