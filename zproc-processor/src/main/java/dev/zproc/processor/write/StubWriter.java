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
import dev.zproc.processor.model.Origin;
import dev.zproc.processor.model.StateModel;
import javax.lang.model.element.Modifier;

/**
 * Writes what stands in for a class that cannot be generated because of an error: it has the same
 * name and, as far as they are known, the same members, so that javac does not report those as
 * missing too. It compiles, and is never run, since the error fails the compilation.
 */
public final class StubWriter {

  private static final CodeBlock FAILURE =
      CodeBlock.of(
          "throw new $T($S);\n",
          Known.ILLEGAL_STATE,
          "The compiler has reported an error about what this was to be generated from.");

  private static final MethodSpec MAIN = broken(Poet.main());

  private StubWriter() {}

  /** A class without members, where the runtime is missing that a stub would need. */
  public static Source empty(Origin origin, String name) {
    return Poet.source(origin, Poet.topLevel(Poet.name(origin, name), origin).build());
  }

  static TypeSpec main(LauncherModel launcher, ChildModel child) {
    ClassName name = Poet.name(launcher.origin(), child.main());
    return Poet.topLevel(name, launcher.origin()).addMethod(MAIN).build();
  }

  static TypeSpec launcher(LauncherModel launcher, ClassName name) {
    TypeSpec.Builder type =
        Poet.topLevel(name, launcher.origin())
            .addMethod(MAIN)
            .addMethod(broken(Poet.function("startAll").addParameter(Known.ZPROC, "zproc")));
    for (ChildModel child : launcher.children()) {
      if (!child.factoryReserved()) {
        type.addMethod(broken(LauncherWriter.signature(child)));
      }
    }
    return type.build();
  }

  static TypeSpec accessor(StateModel state) {
    TypeNames names = TypeNames.PLAIN;
    ClassName name = Poet.name(state.origin(), state.accessor());
    ClassName draft = StateWriter.draft(name);
    ClassName type = state.nameable() ? names.raw(state.type()) : Known.OBJECT;
    Cells cells = new Cells(names);
    TypeSpec.Builder accessor =
        Poet.topLevel(name, state.origin())
            .superclass(Poet.generic(Known.ACCESSOR, type, draft, name))
            .addField(schema(type))
            .addMethod(StateWriter.constructor(type))
            .addMethod(broken(Poet.function("of").returns(name).addParameter(Known.ZPROC, "zproc")))
            .addMethod(
                broken(
                    Poet.function("of")
                        .returns(name)
                        .addParameter(Known.ZPROC, "zproc")
                        .addParameter(Known.STRING, "namespace")))
            .addMethod(
                broken(
                    Poet.override("newAccessor", Modifier.PROTECTED)
                        .returns(name)
                        .addParameter(Poet.generic(Known.STATE_SPACE, type), "space")))
            .addMethod(
                broken(
                    Poet.override("draft", Modifier.PROTECTED)
                        .returns(draft)
                        .addParameter(Known.DRAFT_VIEW, "view")));
    TypeSpec.Builder drafts =
        TypeSpec.classBuilder(draft)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.ABSTRACT);
    for (KeyModel key : state.keys()) {
      TypeName value = cells.value(key);
      accessor.addMethod(
          broken(
              MethodSpec.methodBuilder(key.name())
                  .addModifiers(Modifier.PUBLIC)
                  .returns(cells.type(key))));
      drafts
          .addMethod(unwritten(key).returns(value).build())
          .addMethod(unwritten(key).addParameter(value, "value").build());
    }
    return accessor.addType(drafts.build()).build();
  }

  private static FieldSpec schema(ClassName type) {
    return FieldSpec.builder(
            Poet.generic(Known.STATE_SCHEMA, type),
            "SCHEMA",
            Modifier.PUBLIC,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("null")
        .build();
  }

  private static MethodSpec.Builder unwritten(KeyModel key) {
    return MethodSpec.methodBuilder(key.name()).addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT);
  }

  /** A method with this head that fails. */
  private static MethodSpec broken(MethodSpec.Builder head) {
    return head.addCode(FAILURE).build();
  }
}
