package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.StateModel;
import javax.lang.model.element.Modifier;

/**
 * Writes what stands in for a class that cannot be generated because of an error: it has the same
 * name and, as far as they are known, the same members, so that javac does not report those as
 * missing too. It compiles, and is never run, since the error fails the compilation.
 *
 * <p>Threads: stateless.
 */
final class StubWriter {

  private StubWriter() {}

  static TypeSpec accessor(StateModel state) {
    ClassName name = ClassName.get(state.origin().packageName(), state.accessor());
    ClassName draft = name.nestedClass("Draft");
    TypeName type = state.nameable() ? Poet.raw(state.type()) : ClassName.OBJECT;
    TypeSpec.Builder drafts =
        TypeSpec.classBuilder("Draft")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.ABSTRACT);
    TypeSpec.Builder accessor =
        Poet.topLevel(state.accessor(), state.origin())
            .superclass(Poet.of(Known.ACCESSOR, type, draft))
            .addField(
                FieldSpec.builder(
                        Poet.of(Known.STATE_SCHEMA, type),
                        "SCHEMA",
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                    .initializer("null")
                    .build())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(Poet.of(Known.STATE_SPACE, type), "space")
                    .addStatement("super(space)")
                    .build())
            .addMethod(
                broken(Poet.function("of"))
                    .returns(name)
                    .addParameter(Known.ZPROC, "zproc")
                    .build())
            .addMethod(
                broken(Poet.function("of"))
                    .returns(name)
                    .addParameter(Known.ZPROC, "zproc")
                    .addParameter(String.class, "namespace")
                    .build())
            .addMethod(broken(Poet.override("fork", Modifier.PUBLIC)).returns(name).build())
            .addMethod(
                broken(Poet.override("namespace", Modifier.PUBLIC))
                    .returns(name)
                    .addParameter(String.class, "namespace")
                    .build())
            .addMethod(
                broken(Poet.override("draft", Modifier.PROTECTED))
                    .returns(draft)
                    .addParameter(Known.DRAFT_VIEW, "view")
                    .build());
    for (KeyModel key : state.keys()) {
      accessor.addMethod(
          broken(MethodSpec.methodBuilder(key.name()).addModifiers(Modifier.PUBLIC))
              .returns(Cells.type(key))
              .build());
      MethodSpec.Builder getter =
          MethodSpec.methodBuilder(key.name()).addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT);
      drafts.addMethod(getter.returns(Cells.value(key)).build());
      drafts.addMethod(
          MethodSpec.methodBuilder(key.name())
              .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
              .addParameter(Cells.value(key), "value")
              .build());
    }
    return accessor.addType(drafts.build()).build();
  }

  static TypeSpec main(LauncherModel launcher, ChildModel child) {
    return Poet.topLevel(child.main(), launcher.origin())
        .addMethod(broken(Poet.function("main")).addParameter(String[].class, "args").build())
        .build();
  }

  static TypeSpec launcher(LauncherModel launcher) {
    TypeSpec.Builder type =
        Poet.topLevel(launcher.name(), launcher.origin())
            .addMethod(broken(Poet.function("main")).addParameter(String[].class, "args").build())
            .addMethod(
                broken(Poet.function("startAll")).addParameter(Known.ZPROC, "zproc").build());
    for (ChildModel child : launcher.children()) {
      if (!child.factoryReserved()) {
        MethodSpec.Builder factory = broken(Poet.function(child.factory()));
        type.addMethod(LauncherWriter.signature(factory, child).build());
      }
    }
    return type.build();
  }

  private static MethodSpec.Builder broken(MethodSpec.Builder method) {
    return method.addCode(
        CodeBlock.of(
            "throw new $T($S);\n",
            IllegalStateException.class,
            "The compiler has reported an error about what this was to be generated from."));
  }
}
