package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import dev.zproc.processor.type.JavaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * Writes the two implementations of a state's interface over a view: draft and snapshot.
 *
 * <p>Threads: stateless.
 */
final class ViewWriter {

  private final StateModel state;
  private final ClassName type;

  ViewWriter(StateModel state, ClassName type) {
    this.state = state;
    this.type = type;
  }

  TypeSpec draft() {
    TypeSpec.Builder draft =
        view("Draft", Known.DRAFT_VIEW)
            .addJavadoc("Many keys in one transaction; reads see what it has written.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
    for (int i = 0; i < state.keys().size(); i++) {
      KeyModel key = state.keys().get(i);
      draft.addMethod(getter(key, i));
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
        view("Snapshot", Known.STATE_VIEW)
            .addJavadoc("All keys at one revision.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    for (int i = 0; i < state.keys().size(); i++) {
      snapshot.addMethod(getter(state.keys().get(i), i));
    }
    return snapshot.addMethod(equality()).addMethod(hash()).addMethod(text()).build();
  }

  private TypeSpec.Builder view(String name, ClassName view) {
    return TypeSpec.classBuilder(name)
        .addSuperinterface(type)
        .addField(view, "view", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(view, "view")
                .addStatement("this.view = view")
                .build());
  }

  private static MethodSpec getter(KeyModel key, int index) {
    return Poet.override(key.name(), Modifier.PUBLIC)
        .returns(Cells.value(key))
        .addStatement("return $L", Cells.reading(key, index))
        .build();
  }

  private MethodSpec equality() {
    // The interface may have a nested type of this name, which its implementations inherit.
    CodeBlock self =
        state.nestedTypes().contains("Snapshot")
            ? CodeBlock.of("$L.Snapshot", state.accessor())
            : CodeBlock.of("Snapshot");
    List<CodeBlock> parts = new ArrayList<>();
    parts.add(CodeBlock.of("other instanceof $L that", self));
    for (KeyModel key : state.keys()) {
      parts.add(equality(key));
    }
    if (parts.size() == 1) {
      parts.set(0, CodeBlock.of("other instanceof $L", self));
    }
    return Poet.override("equals", Modifier.PUBLIC)
        .returns(boolean.class)
        .addParameter(Poet.nullable(ClassName.OBJECT), "other")
        .addStatement("return $L", CodeBlock.join(parts, "\n&& "))
        .build();
  }

  private static CodeBlock equality(KeyModel key) {
    String name = key.name();
    if (key.type() instanceof JavaType.Primitive primitive) {
      boolean floating =
          primitive.keyword().equals("double") || primitive.keyword().equals("float");
      return floating
          ? CodeBlock.of(
              "$T.compare(this.$L(), that.$L()) == 0", Poet.type(primitive.boxed()), name, name)
          : CodeBlock.of("this.$L() == that.$L()", name, name);
    }
    String compare = key.type() instanceof JavaType.ArrayOf ? "deepEquals" : "equals";
    return CodeBlock.of("$T.$L(this.$L(), that.$L())", Objects.class, compare, name, name);
  }

  private MethodSpec hash() {
    CodeBlock values =
        state.keys().stream()
            .map(key -> CodeBlock.of("this.$L()", key.name()))
            .collect(CodeBlock.joining(",$W"));
    boolean arrays = state.keys().stream().anyMatch(key -> key.type() instanceof JavaType.ArrayOf);
    CodeBlock hash =
        arrays
            ? CodeBlock.of("$T.deepHashCode(new $T[] {$L})", Arrays.class, Object.class, values)
            : CodeBlock.of("$T.hash($L)", Objects.class, values);
    return Poet.override("hashCode", Modifier.PUBLIC)
        .returns(int.class)
        .addStatement("return $L", hash)
        .build();
  }

  private MethodSpec text() {
    CodeBlock.Builder text = CodeBlock.builder().add("$S", state.type().simpleName() + "[");
    String separator = "";
    for (KeyModel key : state.keys()) {
      text.add("\n+ $S + $L", separator + key.name() + "=", shown(key));
      separator = ", ";
    }
    return Poet.override("toString", Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $L\n+ $S", text.build(), "]")
        .build();
  }

  private static CodeBlock shown(KeyModel key) {
    if (!(key.type() instanceof JavaType.ArrayOf array)) {
      return CodeBlock.of("this.$L()", key.name());
    }
    String method = array.component() instanceof JavaType.Primitive ? "toString" : "deepToString";
    return CodeBlock.of("$T.$L(this.$L())", Arrays.class, method, key.name());
  }
}
