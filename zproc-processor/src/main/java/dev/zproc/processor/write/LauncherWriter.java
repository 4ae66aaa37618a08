package dev.zproc.processor.write;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.type.JavaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the launcher of a class with child processes, and their main classes. */
public final class LauncherWriter {

  private static final MethodSpec CONSTRUCTOR =
      MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();

  private static final AnnotationSpec SAFE_VARARGS =
      AnnotationSpec.builder(Known.SAFE_VARARGS).build();

  private static final AnnotationSpec SUPPRESS_VARARGS =
      AnnotationSpec.builder(Known.SUPPRESS_WARNINGS).addMember("value", "\"varargs\"").build();

  /** What a factory says before a dot: a parameter of that name would hide it. */
  private static final Set<String> NO_PARAMETERS = Set.of("Call", "dev");

  private LauncherWriter() {}

  /** Writes the launcher and a main class for each child, or stubs of them if one is broken. */
  public static List<Source> write(LauncherModel launcher) {
    ClassName name = Poet.name(launcher.origin(), launcher.name());
    List<TypeSpec> types = new ArrayList<>();
    if (launcher.broken()) {
      types.add(StubWriter.launcher(launcher, name));
      launcher.children().forEach(child -> types.add(StubWriter.main(launcher, child)));
    } else {
      TypeTable table = new TypeTable(launcher.closure(), name, TypeNames.PLAIN);
      types.add(launcher(launcher, name, table));
      launcher.children().forEach(child -> types.add(MainWriter.write(launcher, child, table)));
    }
    return types.stream().map(type -> Poet.source(launcher.origin(), type)).toList();
  }

  private static TypeSpec launcher(LauncherModel launcher, ClassName name, TypeTable table) {
    ClassName owner = TypeNames.PLAIN.raw(launcher.owner());
    TypeSpec.Builder type =
        Poet.topLevel(name, launcher.origin())
            .addJavadoc("Typed calls of the child processes of {@link $T}.", owner)
            .addMethod(CONSTRUCTOR);
    List<ChildModel> started =
        launcher.children().stream().filter(child -> child.arguments().isEmpty()).toList();
    if (!started.isEmpty()) {
      type.addMethod(
              Poet.main()
                  .addJavadoc(
                      "Opens a context, starts {@link #startAll all that take no arguments} and"
                          + " waits for them.")
                  .addStatement("$T.launch($T::startAll, args)", Known.BOOTSTRAP, name)
                  .build())
          .addMethods(startAll(started));
    }
    for (ChildModel child : launcher.children()) {
      ClassName main = Poet.name(launcher.origin(), child.main());
      type.addMethod(factory(child, main, owner));
    }
    new TypesWriter(table).addTo(type);
    return type.build();
  }

  /**
   * One method, and where that would be too long others beside it. No factory has their signature,
   * since none takes a {@code ZProc}.
   */
  private static List<MethodSpec> startAll(List<ChildModel> started) {
    List<List<ChildModel>> parts = Parts.of(started, Parts.MOST);
    MethodSpec.Builder method = Poet.function("startAll").addParameter(Known.ZPROC, "zproc");
    List<MethodSpec> more = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.size() == 1) {
        spawn(method, parts.get(i));
      } else {
        String name = "startAll" + (i + 1);
        method.addStatement("$N(zproc)", name);
        MethodSpec.Builder part =
            MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(Known.ZPROC, "zproc");
        more.add(spawn(part, parts.get(i)).build());
      }
    }
    List<MethodSpec> all = new ArrayList<>();
    all.add(
        method
            .addJavadoc(
                "Starts every child process that takes no arguments, in the order of their"
                    + " declaration.")
            .build());
    all.addAll(more);
    return all;
  }

  private static MethodSpec.Builder spawn(MethodSpec.Builder method, List<ChildModel> children) {
    for (ChildModel child : children) {
      method.addStatement("zproc.spawn($L())", child.factory());
    }
    return method;
  }

  private static MethodSpec factory(ChildModel child, ClassName main, ClassName owner) {
    List<ParameterModel.Argument> arguments = child.arguments();
    boolean genericVarargs = child.varargs() && isGeneric(arguments.get(arguments.size() - 1));
    List<Snippet> call = new ArrayList<>();
    call.add(Snippet.of("$T." + MainWriter.ENTRY, main));
    List<String> names = names(child);
    for (int i = 0; i < arguments.size(); i++) {
      ParameterModel.Argument argument = arguments.get(i);
      // A lone array would be taken for the whole list of arguments, and javac would warn of a
      // generic one that is passed on.
      boolean asObject = isArrayOfObjects(argument) && (arguments.size() == 1 || genericVarargs);
      Snippet name = Snippet.text(names.get(i));
      call.add(asObject ? Snippet.of("($T) ", Known.OBJECT).then(name) : name);
    }
    MethodSpec.Builder factory =
        signature(child).addJavadoc("A call of {@link $T#$L}.", owner, child.method());
    if (genericVarargs) {
      factory.addAnnotation(SAFE_VARARGS).addAnnotation(SUPPRESS_VARARGS);
    }
    return Poet.returning(factory, Snippet.of("$T.of", Known.CALL).call(call));
  }

  private static boolean isArrayOfObjects(ParameterModel.Argument argument) {
    return argument.type() instanceof JavaType.ArrayOf array
        && !(array.component() instanceof JavaType.Primitive);
  }

  private static boolean isGeneric(ParameterModel.Argument argument) {
    return !argument.type().equals(argument.type().raw());
  }

  /** The head of a factory. */
  static MethodSpec.Builder signature(ChildModel child) {
    List<ParameterModel.Argument> arguments = child.arguments();
    MethodSpec.Builder factory =
        Poet.function(child.factory())
            .returns(Poet.generic(Known.CALL, TypeNames.PLAIN.of(child.result())));
    List<String> names = names(child);
    for (int i = 0; i < arguments.size(); i++) {
      factory.addParameter(TypeNames.PLAIN.of(arguments.get(i).type()), names.get(i));
    }
    return child.varargs() && arguments.get(arguments.size() - 1).type() instanceof JavaType.ArrayOf
        ? factory.varargs()
        : factory;
  }

  /** What the parameters of a factory are called: as the method's, where that hides no class. */
  private static List<String> names(ChildModel child) {
    List<String> names = new ArrayList<>();
    for (ParameterModel.Argument argument : child.arguments()) {
      String name = argument.name();
      while (NO_PARAMETERS.contains(name) || name.equals(child.main()) || names.contains(name)) {
        name += "_";
      }
      names.add(name);
    }
    return names;
  }
}
