package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import javax.lang.model.element.Modifier;

/**
 * Writes the implementations of a state's interface over a view: snapshot, and draft on top of it.
 *
 * <p>Threads: stateless.
 */
final class ViewWriter {

  private final StateModel state;
  private final ClassName type;
  private final ClassName accessor;

  ViewWriter(StateModel state, ClassName type, ClassName accessor) {
    this.state = state;
    this.type = type;
    this.accessor = accessor;
  }

  TypeSpec draft() {
    TypeSpec.Builder draft =
        view("Draft", Known.DRAFT_VIEW, CodeBlock.of("super(view)"))
            .addJavadoc("Many keys in one transaction; reads see what it has written.\n")
            .superclass(accessor.nestedClass("Snapshot"))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
    for (int i = 0; i < state.keys().size(); i++) {
      KeyModel key = state.keys().get(i);
      if (key.kind() != KeyModel.Kind.MAP) {
        draft.addMethod(
            MethodSpec.methodBuilder(key.name())
                .addJavadoc("Sets the key {@link $T#$L}.\n", type, key.name())
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Cells.value(key), "value")
                .addStatement("view.set($L, value)", i)
                .build());
      }
    }
    return draft.build();
  }

  TypeSpec snapshot() {
    TypeSpec.Builder snapshot =
        view("Snapshot", Known.STATE_VIEW, CodeBlock.of("super($T.SCHEMA, view)", accessor))
            .addJavadoc("All keys at one revision.\n")
            .superclass(Known.STATE_VALUES)
            .addSuperinterface(type)
            .addModifiers(Modifier.STATIC);
    for (int i = 0; i < state.keys().size(); i++) {
      KeyModel key = state.keys().get(i);
      snapshot.addMethod(
          Poet.override(key.name(), Modifier.PUBLIC)
              .returns(Cells.value(key))
              .addStatement("return $L", Cells.reading(key, i))
              .build());
    }
    if (state.keys().stream().anyMatch(key -> key.kind() == KeyModel.Kind.INITIAL)) {
      snapshot.addMethod(initial());
    }
    return snapshot.build();
  }

  /** The view is a field here, where no constant of the interface can hide it. */
  private static TypeSpec.Builder view(String name, ClassName view, CodeBlock construction) {
    return TypeSpec.classBuilder(name)
        .addField(view, "view", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(view, "view")
                .addStatement(construction)
                .addStatement("this.view = view")
                .build());
  }

  /** Has two parameters, so that no setter of a draft can be taken for it. */
  private MethodSpec initial() {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (index) {\n$>");
    for (int i = 0; i < state.keys().size(); i++) {
      if (state.keys().get(i).kind() == KeyModel.Kind.INITIAL) {
        body.add("case $L -> $T.super.$L();\n", i, type, state.keys().get(i).name());
      }
    }
    body.add("default -> super.initial(schema, index);\n$<};\n");
    return Poet.override("initial", Modifier.PROTECTED)
        .returns(Poet.nullable(TypeName.OBJECT))
        .addParameter(
            Poet.of(Known.STATE_SCHEMA, WildcardTypeName.subtypeOf(TypeName.OBJECT)), "schema")
        .addParameter(int.class, "index")
        .addCode(body.build())
        .build();
  }
}
