package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import javax.lang.model.element.Modifier;

/**
 * Writes the accessor of a state.
 *
 * <p>Threads: stateless.
 */
public final class StateWriter {

  private StateWriter() {}

  /** Writes the accessor, or its stub if the state is broken. */
  public static Source write(StateModel state) {
    return Poet.source(
        state.origin(), state.broken() ? StubWriter.accessor(state) : accessor(state));
  }

  private static TypeSpec accessor(StateModel state) {
    ClassName type = Poet.raw(state.type());
    ClassName name = ClassName.get(state.origin().packageName(), state.accessor());
    TypeTable table = new TypeTable(state.closure(), name);
    TypeName schema = Poet.of(Known.STATE_SCHEMA, type);
    TypeName space = Poet.of(Known.STATE_SPACE, type);
    TypeSpec.Builder accessor =
        Poet.topLevel(state.accessor(), state.origin())
            .addJavadoc("Shared state declared by {@link $T}.\n", type)
            .superclass(Poet.of(Known.ACCESSOR, type, name.nestedClass("Draft")))
            .alwaysQualify(state.nestedTypes().toArray(String[]::new))
            .addField(
                FieldSpec.builder(
                        schema, "SCHEMA", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("For generated code: the keys of {@link $T}.\n", type)
                    .initializer("new Schema()")
                    .build());
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(space, "space")
            .addStatement("super(space)");
    for (int i = 0; i < state.keys().size(); i++) {
      KeyModel key = state.keys().get(i);
      accessor.addField(Cells.type(key), key.name(), Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement("this.$N = space.$L($L)", key.name(), Cells.factory(key), i);
    }
    accessor.addMethod(constructor.build()).addMethod(of(state, name)).addMethod(ofNamespace(name));
    for (KeyModel key : state.keys()) {
      accessor.addMethod(cell(key, type));
    }
    accessor.addMethod(fork(name)).addMethod(namespace(name)).addMethod(draft(name));
    ViewWriter views = new ViewWriter(state, type, name);
    accessor
        .addType(views.draft())
        .addType(new SchemaWriter(state, type, table).write())
        .addType(views.snapshot());
    new TypesWriter(table).addTo(accessor);
    return accessor.build();
  }

  private static MethodSpec of(StateModel state, ClassName name) {
    return Poet.function("of")
        .addJavadoc("The state in the namespace {@link $T} names.\n", Poet.raw(state.type()))
        .returns(name)
        .addParameter(Known.ZPROC, "zproc")
        .addStatement("return new $T(zproc.open(SCHEMA))", name)
        .build();
  }

  private static MethodSpec ofNamespace(ClassName name) {
    return Poet.function("of")
        .addJavadoc("The same keys in another namespace.\n")
        .returns(name)
        .addParameter(Known.ZPROC, "zproc")
        .addParameter(String.class, "namespace")
        .addStatement("return new $T(zproc.open(SCHEMA, namespace))", name)
        .build();
  }

  private static MethodSpec cell(KeyModel key, ClassName type) {
    return MethodSpec.methodBuilder(key.name())
        .addJavadoc("The key {@link $T#$L}.\n", type, key.name())
        .addModifiers(Modifier.PUBLIC)
        .returns(Cells.type(key))
        .addStatement("return $N", key.name())
        .build();
  }

  private static MethodSpec fork(ClassName name) {
    return Poet.override("fork", Modifier.PUBLIC)
        .returns(name)
        .addStatement("return new $T(space().fork())", name)
        .build();
  }

  private static MethodSpec namespace(ClassName name) {
    return Poet.override("namespace", Modifier.PUBLIC)
        .returns(name)
        .addParameter(String.class, "namespace")
        .addStatement("return new $T(space().in(namespace))", name)
        .build();
  }

  private static MethodSpec draft(ClassName name) {
    return Poet.override("draft", Modifier.PROTECTED)
        .returns(name.nestedClass("Draft"))
        .addParameter(Known.DRAFT_VIEW, "view")
        .addStatement("return new $T(view)", name.nestedClass("Draft"))
        .build();
  }
}
