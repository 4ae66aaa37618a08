package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import javax.lang.model.element.Modifier;

/** Writes the accessor of a state. */
public final class StateWriter {

  private StateWriter() {}

  /** Writes the accessor, or its stub if the state is broken. */
  public static Source write(StateModel state) {
    return Poet.source(
        state.origin(), state.broken() ? StubWriter.accessor(state) : accessor(state));
  }

  private static TypeSpec accessor(StateModel state) {
    TypeNames names = new TypeNames(state.nestedTypes());
    ClassName name = Poet.name(state.origin(), state.accessor());
    ClassName type = names.raw(state.type());
    TypeTable table = new TypeTable(state.closure(), name, names);
    ViewWriter views = new ViewWriter(state, name, names);
    TypeSpec.Builder accessor =
        Poet.topLevel(name, state.origin())
            .addJavadoc("Shared state declared by {@link $T}.", type)
            .superclass(Poet.generic(Known.ACCESSOR, type, draft(name), name))
            .alwaysQualify(state.nestedTypes().toArray(String[]::new))
            .addField(schema(type))
            .addMethod(constructor(type))
            .addMethod(of(name, type))
            .addMethod(ofNamespace(name));
    Cells cells = new Cells(names);
    for (int i = 0; i < state.keys().size(); i++) {
      accessor.addMethod(cell(state.keys().get(i), i, cells, type));
    }
    accessor
        .addMethod(newAccessor(name, type))
        .addMethod(newDraft(name))
        .addType(views.draft())
        .addType(SchemaWriter.write(state, type, table))
        .addType(views.snapshot());
    new TypesWriter(table).addTo(accessor);
    return accessor.build();
  }

  private static FieldSpec schema(ClassName type) {
    return FieldSpec.builder(
            Poet.generic(Known.STATE_SCHEMA, type),
            "SCHEMA",
            Modifier.PUBLIC,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("For generated code: the keys of {@link $T}.", type)
        .initializer("new Schema()")
        .build();
  }

  static MethodSpec constructor(TypeName type) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(Poet.generic(Known.STATE_SPACE, type), "space")
        .addStatement("super(space)")
        .build();
  }

  private static MethodSpec of(ClassName name, ClassName type) {
    return Poet.function("of")
        .addJavadoc("The state in the namespace {@link $T} names.", type)
        .returns(name)
        .addParameter(Known.ZPROC, "zproc")
        .addStatement("return new $T(zproc.stateSpace(SCHEMA, SCHEMA.namespace()))", name)
        .build();
  }

  private static MethodSpec ofNamespace(ClassName name) {
    return Poet.function("of")
        .addJavadoc("The same keys in another namespace.")
        .returns(name)
        .addParameter(Known.ZPROC, "zproc")
        .addParameter(Known.STRING, "namespace")
        .addStatement("return new $T(zproc.stateSpace(SCHEMA, namespace))", name)
        .build();
  }

  private static MethodSpec cell(KeyModel key, int index, Cells cells, ClassName type) {
    return MethodSpec.methodBuilder(key.name())
        .addJavadoc("The key {@link $T#$L}.", type, key.name())
        .addModifiers(Modifier.PUBLIC)
        .returns(cells.type(key))
        .addStatement("return space()." + Cells.factory(key) + "(" + index + ")")
        .build();
  }

  private static MethodSpec newAccessor(ClassName name, ClassName type) {
    return Poet.override("newAccessor", Modifier.PROTECTED)
        .returns(name)
        .addParameter(Poet.generic(Known.STATE_SPACE, type), "space")
        .addStatement("return new $T(space)", name)
        .build();
  }

  private static MethodSpec newDraft(ClassName name) {
    return Poet.override("draft", Modifier.PROTECTED)
        .returns(draft(name))
        .addParameter(Known.DRAFT_VIEW, "view")
        .addStatement("return new Draft(view)")
        .build();
  }

  /** The nested class for transactions. */
  static ClassName draft(ClassName accessor) {
    return accessor.nestedClass("Draft");
  }
}
