package dev.zproc.processor.write;

import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
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
    TypeSpec.Builder schema =
        TypeSpec.classBuilder("Schema")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .superclass(Poet.generic(Known.STATE_SCHEMA, type));
    List<Snippet> arguments = new ArrayList<>();
    arguments.add(Snippet.of("$T.class", type));
    arguments.add(Snippet.literal(state.namespace()));
    List<Snippet> keys = state.keys().stream().map(key -> key(key, table)).toList();
    boolean many = keys.size() > Parts.MOST;
    arguments.addAll(many ? List.of(Snippet.text("specs()")) : keys);
    Snippet call = Snippet.text("super").call(arguments);
    schema.addMethod(Poet.statement(MethodSpec.constructorBuilder(), call).build());
    if (many) {
      specs(keys).forEach(schema::addMethod);
    }
    return schema
        .addMethod(
            Poet.override("snapshot", Modifier.PUBLIC)
                .returns(type)
                .addParameter(Known.STATE_VIEW, "view")
                .addStatement("return new Snapshot(view)")
                .build())
        .build();
  }

  /** The keys in several methods, where one could not hold them. */
  private static List<MethodSpec> specs(List<Snippet> keys) {
    TypeName array = ArrayTypeName.of(Known.KEY_SPEC);
    MethodSpec.Builder all =
        MethodSpec.methodBuilder("specs")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(array)
            .addStatement("$T specs = new $T[$L]", array, Known.KEY_SPEC, keys.size());
    List<MethodSpec> methods = new ArrayList<>();
    int index = 0;
    for (List<Snippet> part : Parts.of(keys, Parts.MOST)) {
      String name = "specs" + methods.size();
      all.addStatement("$L(specs)", name);
      MethodSpec.Builder some =
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .addParameter(array, "specs");
      for (Snippet key : part) {
        Poet.statement(some, Snippet.text("specs[" + index++ + "] = ").then(key));
      }
      methods.add(some.build());
    }
    methods.add(0, all.addStatement("return specs").build());
    return methods;
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
