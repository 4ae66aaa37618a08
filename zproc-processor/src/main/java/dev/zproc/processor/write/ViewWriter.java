package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the implementations of a state's interface over a view: snapshot, and draft on top. */
final class ViewWriter {

  private static final MethodSpec DRAFT_OF_VIEW =
      MethodSpec.constructorBuilder()
          .addModifiers(Modifier.PRIVATE)
          .addParameter(Known.DRAFT_VIEW, "view")
          .addStatement("super(view)")
          .build();

  private static final TypeName NULLABLE_OBJECT = Known.OBJECT.annotated(TypeNames.NULLABLE);

  private static final TypeName ANY_SCHEMA =
      Poet.generic(Known.STATE_SCHEMA, WildcardTypeName.subtypeOf(Known.OBJECT));

  private final StateModel state;
  private final ClassName accessor;
  private final ClassName type;
  private final Cells cells;

  ViewWriter(StateModel state, ClassName accessor, TypeNames names) {
    this.state = state;
    this.accessor = accessor;
    this.type = names.raw(state.type());
    this.cells = new Cells(names);
  }

  TypeSpec draft() {
    TypeSpec.Builder draft =
        TypeSpec.classBuilder("Draft")
            .addJavadoc("Many keys in one transaction; reads see what it has written.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(accessor.nestedClass("Snapshot"))
            .addMethod(DRAFT_OF_VIEW);
    List<KeyModel> keys = state.keys();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).kind() != KeyModel.Kind.MAP) {
        draft.addMethod(setter(keys.get(i), i));
      }
    }
    return draft.build();
  }

  private MethodSpec setter(KeyModel key, int index) {
    return MethodSpec.methodBuilder(key.name())
        .addJavadoc("Sets the key {@link $T#$L}.", type, key.name())
        .addModifiers(Modifier.PUBLIC)
        .addParameter(cells.value(key), "value")
        .addStatement("set(" + index + ", value)")
        .build();
  }

  /** The view is a field here, where no constant of the interface can hide it. */
  TypeSpec snapshot() {
    TypeSpec.Builder snapshot =
        TypeSpec.classBuilder("Snapshot")
            .addJavadoc("All keys at one revision.")
            .addModifiers(Modifier.STATIC)
            .superclass(Known.STATE_VALUES)
            .addSuperinterface(type)
            .addField(Known.STATE_VIEW, "view", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(Known.STATE_VIEW, "view")
                    .addStatement("super($T.SCHEMA, view)", accessor)
                    .addStatement("this.view = view")
                    .build());
    List<KeyModel> keys = state.keys();
    for (int i = 0; i < keys.size(); i++) {
      snapshot.addMethod(
          Poet.returning(
              Poet.override(keys.get(i).name(), Modifier.PUBLIC).returns(cells.value(keys.get(i))),
              cells.reading(keys.get(i), i)));
    }
    initials().forEach(snapshot::addMethod);
    return snapshot.build();
  }

  /** In several methods, where one could not hold them; each knows the keys of a range. */
  private List<MethodSpec> initials() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < state.keys().size(); i++) {
      if (state.keys().get(i).kind() == KeyModel.Kind.INITIAL) {
        all.add(i);
      }
    }
    List<List<Integer>> parts = Parts.of(all, Parts.MOST);
    if (parts.size() <= 1) {
      return parts.stream().map(part -> initial(override(), part)).toList();
    }
    List<MethodSpec> methods = new ArrayList<>();
    MethodSpec.Builder first = override();
    for (List<Integer> part : parts) {
      String name = "initial" + methods.size();
      first
          .beginControlFlow("if (index <= $L)", part.get(part.size() - 1))
          .addStatement("return $L(schema, index)", name)
          .endControlFlow();
      MethodSpec.Builder some =
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE)
              .returns(NULLABLE_OBJECT)
              .addParameter(ANY_SCHEMA, "schema")
              .addParameter(TypeName.INT, "index");
      methods.add(initial(some, part));
    }
    methods.add(0, first.addStatement("return super.initial(schema, index)").build());
    return methods;
  }

  /** Has two parameters, so that no setter of a draft can be taken for it. */
  private static MethodSpec.Builder override() {
    return Poet.override("initial", Modifier.PROTECTED)
        .returns(NULLABLE_OBJECT)
        .addParameter(ANY_SCHEMA, "schema")
        .addParameter(TypeName.INT, "index");
  }

  private MethodSpec initial(MethodSpec.Builder method, List<Integer> keys) {
    method.beginControlFlow("return switch (index)");
    for (int i : keys) {
      method.addStatement("case " + i + " -> $T.super.$L()", type, state.keys().get(i).name());
    }
    return method.addStatement("default -> super.initial(schema, index)").addCode("$<};\n").build();
  }
}
