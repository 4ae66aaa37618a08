package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.condition.Condition;
import dev.zproc.processor.condition.Term;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.WaitModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * Writes a {@code @WaitFor}: its condition as data, and a method for what only Java can tell.
 *
 * <p>Threads: not safe.
 */
final class WaitWriter {

  private final ChildModel child;
  private final WaitModel wait;
  private final TypeTable table;
  private final ClassName owner;

  WaitWriter(ChildModel child, TypeTable table, ClassName owner) {
    this.child = child;
    this.wait = Objects.requireNonNull(child.waiting());
    this.table = table;
    this.owner = owner;
  }

  void addTo(TypeSpec.Builder main) {
    main.addMethod(
        Poet.override("waitPlan", Modifier.PUBLIC)
            .returns(Known.WAIT_PLAN)
            .addParameter(Known.ARGUMENTS, "arguments")
            .addStatement(
                "return new $T(\n$L,\n$S,\n$L,\n$L,\n$L,\n$T.$L,\n$LL)",
                Known.WAIT_PLAN,
                condition(wait.condition()),
                wait.source(),
                wait.repeat(),
                wait.live(),
                wait.includeOwn(),
                Known.FAILED_RUN,
                wait.onFailure(),
                wait.timeoutMillis())
            .build());
    List<Condition.Test> tests = wait.condition().tests();
    if (!tests.isEmpty()) {
      main.addMethod(test(tests));
      for (Condition.Test test : tests) {
        if (test instanceof Condition.ComponentComparison comparison) {
          main.addMethod(comparison(comparison));
        }
      }
    }
  }

  private CodeBlock condition(Condition condition) {
    ClassName type = Known.CONDITION;
    if (condition instanceof Condition.Constant constant) {
      return CodeBlock.of("new $T.Constant($L)", type, constant.holds());
    }
    if (condition instanceof Condition.Comparison comparison) {
      return CodeBlock.of(
          "$T.compare(\n$>$>$L,\n$T.$L,\n$L$<$<)",
          type,
          term(comparison.left()),
          Known.RELATION,
          comparison.relation(),
          term(comparison.right()));
    }
    if (condition instanceof Condition.Exists exists) {
      return CodeBlock.of("$T.exists($L)", type, location(exists.key()));
    }
    if (condition instanceof Condition.Changed changed) {
      CodeBlock.Builder keys = CodeBlock.builder().add("$L", schema(changed.state()));
      changed.keys().forEach(key -> keys.add(", $L", key.key()));
      return CodeBlock.of("$T.changed($L)", type, keys.build());
    }
    if (condition instanceof Condition.And and) {
      return CodeBlock.of(
          "$T.and(\n$>$>$L,\n$L$<$<)", type, condition(and.left()), condition(and.right()));
    }
    if (condition instanceof Condition.Or or) {
      return CodeBlock.of(
          "$T.or(\n$>$>$L,\n$L$<$<)", type, condition(or.left()), condition(or.right()));
    }
    if (condition instanceof Condition.Not not) {
      return CodeBlock.of("$T.not($L)", type, condition(not.negated()));
    }
    Condition.Test test = (Condition.Test) condition;
    CodeBlock schemas = test.states().stream().map(this::schema).collect(CodeBlock.joining(", "));
    return CodeBlock.of("$T.test($L, $L)", type, test.id(), schemas);
  }

  private CodeBlock term(Term term) {
    if (term instanceof Term.Key key) {
      return CodeBlock.of("$T.key($L)", Known.CONDITION, location(key));
    }
    if (term instanceof Term.Null) {
      return CodeBlock.of("$T.nothing()", Known.CONDITION);
    }
    return CodeBlock.of(
        "$T.value($L, $L)", Known.CONDITION, valueType(term), value(term, "arguments"));
  }

  private CodeBlock valueType(Term term) {
    if (term instanceof Term.Argument argument) {
      return table.valueType(argument(argument).shape());
    }
    return term instanceof Term.EnumConstant constant
        ? table.valueType(wait.enums().get(constant.type().qualifiedName()))
        : CodeBlock.of("$T.$L", Known.VALUE_TYPES, ((Term.Literal) term).kind());
  }

  /** An argument, a literal or a constant, as an expression; {@code source} has the arguments. */
  private CodeBlock value(Term term, String source) {
    if (term instanceof Term.Argument argument) {
      TypeName type = Poet.type(argument(argument).type().boxed());
      return CodeBlock.of("$L.<$T>argument($L)", source, type, argument.index());
    }
    if (term instanceof Term.EnumConstant constant) {
      ClassName type = Poet.raw(wait.enums().get(constant.type().qualifiedName()).java());
      return CodeBlock.of("$T.$L", type, constant.name());
    }
    return term instanceof Term.Null
        ? CodeBlock.of("null")
        : CodeBlock.of("$L", ((Term.Literal) term).toJava());
  }

  private ParameterModel.Argument argument(Term.Argument argument) {
    return child.arguments().get(argument.index());
  }

  private CodeBlock location(Term.Key key) {
    return CodeBlock.of("$L, $L", schema(key.state()), key.key());
  }

  private CodeBlock schema(int state) {
    return MainWriter.schema(wait.states().get(state));
  }

  private MethodSpec test(List<Condition.Test> tests) {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (id) {\n$>");
    for (Condition.Test test : tests) {
      body.add("case $L -> $L;\n", test.id(), call(test));
    }
    body.add("default -> super.test(id, moment);\n$<};\n");
    return Poet.override("test", Modifier.PUBLIC)
        .returns(boolean.class)
        .addParameter(int.class, "id")
        .addParameter(Known.MOMENT, "moment")
        .addCode(body.build())
        .build();
  }

  private CodeBlock call(Condition.Test test) {
    if (test instanceof Condition.PredicateCall predicate) {
      CodeBlock states =
          predicate.parameters().stream()
              .map(state -> CodeBlock.of("moment.snapshot($L)", schema(state)))
              .collect(CodeBlock.joining(", "));
      return CodeBlock.of("$T.$L($L)", owner, predicate.method(), states);
    }
    return CodeBlock.of("test$L(moment)", test.id());
  }

  /** A path is followed step by step, since each may be null, and then all of it is. */
  private MethodSpec comparison(Condition.ComponentComparison comparison) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("test" + comparison.id())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(boolean.class)
            .addParameter(Known.MOMENT, "moment");
    List<String> locals = new ArrayList<>();
    CodeBlock left = side(comparison.left(), method, locals);
    CodeBlock right = side(comparison.right(), method, locals);
    return method
        .addStatement(
            "return $T.holds($L, $T.$L, $L)",
            Known.COMPARISONS,
            left,
            Known.RELATION,
            comparison.relation(),
            right)
        .build();
  }

  private CodeBlock side(Term term, MethodSpec.Builder method, List<String> locals) {
    if (!(term instanceof Term.Component component)) {
      return term instanceof Term.Key key ? reading(key) : value(term, "moment");
    }
    String last = local(locals);
    method.addStatement("var $L = $L", last, reading(component.key()));
    for (String accessor : component.accessors()) {
      String next = local(locals);
      method.addStatement("var $L = $L == null ? null : $L.$L()", next, last, last, accessor);
      last = next;
    }
    return CodeBlock.of("$L", last);
  }

  private static String local(List<String> locals) {
    locals.add("step" + locals.size());
    return locals.get(locals.size() - 1);
  }

  private CodeBlock reading(Term.Key key) {
    return CodeBlock.of(
        "moment.snapshot($L).$L()",
        schema(key.state()),
        wait.keys().get(key.state()).get(key.key()));
  }
}
