package dev.zproc.processor.write;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.type.JavaType;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the launcher of a class with child processes, and their main classes.
 *
 * <p>Threads: stateless.
 */
public final class LauncherWriter {

  private LauncherWriter() {}

  /** Writes the launcher and a main class for each child, or stubs of them if one is broken. */
  public static List<Source> write(LauncherModel launcher) {
    ClassName name = ClassName.get(launcher.origin().packageName(), launcher.name());
    TypeTable table = new TypeTable(launcher.closure(), name);
    List<Source> sources = new ArrayList<>();
    sources.add(
        Poet.source(
            launcher.origin(),
            launcher.broken() ? StubWriter.launcher(launcher) : launcher(launcher, table)));
    for (ChildModel child : launcher.children()) {
      TypeSpec main =
          launcher.broken()
              ? StubWriter.main(launcher, child)
              : new MainWriter(launcher, child, table).write();
      sources.add(Poet.source(launcher.origin(), main));
    }
    return sources;
  }

  private static TypeSpec launcher(LauncherModel launcher, TypeTable table) {
    ClassName name = ClassName.get(launcher.origin().packageName(), launcher.name());
    ClassName owner = Poet.raw(launcher.owner());
    List<ChildModel> startable =
        launcher.children().stream().filter(child -> child.arguments().isEmpty()).toList();
    TypeSpec.Builder type =
        Poet.topLevel(launcher.name(), launcher.origin())
            .addJavadoc("Typed calls of the child processes of {@link $T}.\n", owner)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(
                Poet.function("main")
                    .addJavadoc(
                        "Opens a context, starts {@link #startAll all that take no arguments} and"
                            + " waits for them.\n")
                    .addParameter(String[].class, "args")
                    .addStatement("$T.launch($T::startAll, args)", Known.BOOTSTRAP, name)
                    .build())
            .addMethod(startAll(startable));
    for (ChildModel child : launcher.children()) {
      type.addMethod(factory(launcher, child, owner));
    }
    new TypesWriter(table).addTo(type);
    return type.build();
  }

  private static MethodSpec startAll(List<ChildModel> startable) {
    MethodSpec.Builder startAll =
        Poet.function("startAll")
            .addJavadoc(
                startable.isEmpty()
                    ? "Starts nothing: every child process here takes arguments.\n"
                    : "Starts every child process that takes no arguments, in the order of their"
                        + " declaration.\n")
            .addParameter(Known.ZPROC, "zproc");
    for (ChildModel child : startable) {
      startAll.addStatement("zproc.spawn($L())", child.factory());
    }
    return startAll.build();
  }

  private static MethodSpec factory(LauncherModel launcher, ChildModel child, ClassName owner) {
    ClassName main = ClassName.get(launcher.origin().packageName(), child.main());
    List<ParameterModel.Argument> arguments = child.arguments();
    CodeBlock.Builder call = CodeBlock.builder().add("$T.of(new $T()", Known.CALL, main);
    boolean genericVarargs = child.varargs() && isGeneric(arguments.get(arguments.size() - 1));
    for (ParameterModel.Argument argument : arguments) {
      // A lone array would be taken for the whole list of arguments, and javac would warn of a
      // generic
      // one that is passed on.
      boolean asObject = isArrayOfObjects(argument) && (arguments.size() == 1 || genericVarargs);
      call.add(
          asObject
              ? CodeBlock.of(",$W($T) $N", Object.class, argument.name())
              : CodeBlock.of(",$W$N", argument.name()));
    }
    MethodSpec.Builder factory =
        Poet.function(child.factory())
            .addJavadoc("A call of {@link $T#$L}.\n", owner, child.method());
    if (genericVarargs) {
      factory
          .addAnnotation(SafeVarargs.class)
          .addAnnotation(
              AnnotationSpec.builder(SuppressWarnings.class)
                  .addMember("value", "$S", "varargs")
                  .build());
    }
    return signature(factory, child).addStatement("return $L)", call.build()).build();
  }

  private static boolean isArrayOfObjects(ParameterModel.Argument argument) {
    return argument.type() instanceof JavaType.ArrayOf array
        && !(array.component() instanceof JavaType.Primitive);
  }

  private static boolean isGeneric(ParameterModel.Argument argument) {
    return !argument.type().equals(argument.type().raw());
  }

  /** Gives a factory its parameters and its result. */
  static MethodSpec.Builder signature(MethodSpec.Builder factory, ChildModel child) {
    for (ParameterModel.Argument argument : child.arguments()) {
      TypeName type = Poet.type(argument.type());
      factory.addParameter(
          ParameterSpec.builder(argument.nullable() ? Poet.nullable(type) : type, argument.name())
              .build());
    }
    List<ParameterModel.Argument> arguments = child.arguments();
    if (child.varargs()
        && !arguments.isEmpty()
        && arguments.get(arguments.size() - 1).type() instanceof JavaType.ArrayOf) {
      factory.varargs();
    }
    return factory.returns(Poet.of(Known.CALL, Poet.type(child.result())));
  }
}
