package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.condition.Condition;
import dev.zproc.processor.condition.Relation;
import dev.zproc.processor.condition.Term;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.WaitModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes a {@code @WaitFor}: its condition as data, and a method for what only Java can tell. */
final class WaitWriter {

  private static final TypeNames NAMES = TypeNames.PLAIN;

  /** How many comparisons are many for one method; a side has fewer than twice as many. */
  private static final int LARGE = 500;

  private final List<MethodSpec> parts = new ArrayList<>();

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
        Poet.returning(
            Poet.override("waitPlan", Modifier.PUBLIC)
                .returns(Known.WAIT_PLAN)
                .addParameter(Known.ARGUMENTS, "arguments"),
            isPlain() ? plain() : full()));
    parts.forEach(main::addMethod);
    List<Condition.Test> tests = wait.condition().tests();
    if (!tests.isEmpty()) {
      tests(tests).forEach(main::addMethod);
      for (Condition.Test test : tests) {
        if (test instanceof Condition.ComponentComparison comparison) {
          main.addMethod(comparison(comparison));
        }
      }
    }
  }

  /** Whether the annotation says nothing but the condition. */
  private boolean isPlain() {
    return !wait.repeat()
        && !wait.live()
        && !wait.includeOwn()
        && wait.onFailure().equals("SKIP")
        && wait.timeoutMillis() == 0;
  }

  private Snippet plain() {
    return Snippet.text("plan").call(Snippet.literal(wait.source()), condition(wait.condition()));
  }

  private Snippet full() {
    return Snippet.of("new $T", Known.WAIT_PLAN)
        .call(
            condition(wait.condition()),
            Snippet.literal(wait.source()),
            Snippet.text(String.valueOf(wait.repeat())),
            Snippet.text(String.valueOf(wait.live())),
            Snippet.text(String.valueOf(wait.includeOwn())),
            Snippet.of("$T." + wait.onFailure(), Known.FAILED_RUN),
            Snippet.text(wait.timeoutMillis() + "L"));
  }

  /** The condition in the words of the runtime's {@code WaitingEntry}. */
  private Snippet condition(Condition condition) {
    if (condition instanceof Condition.Constant constant) {
      return Snippet.text("always(" + constant.holds() + ")");
    }
    if (condition instanceof Condition.Comparison comparison) {
      return Snippet.text(word(comparison.relation()))
          .call(term(comparison.left()), term(comparison.right()));
    }
    if (condition instanceof Condition.Exists exists) {
      return Snippet.text("exists").call(schema(exists.key().state()), name(exists.key()));
    }
    if (condition instanceof Condition.Changed changed) {
      List<Snippet> arguments = new ArrayList<>();
      arguments.add(schema(changed.state()));
      changed.keys().forEach(key -> arguments.add(name(key)));
      return Snippet.text("changed").call(arguments);
    }
    if (condition instanceof Condition.And and) {
      return Snippet.text("and").call(part(and.left()), part(and.right()));
    }
    if (condition instanceof Condition.Or or) {
      return Snippet.text("or").call(part(or.left()), part(or.right()));
    }
    if (condition instanceof Condition.Not not) {
      return Snippet.text("not").call(condition(not.negated()));
    }
    Condition.Test test = (Condition.Test) condition;
    List<Snippet> arguments = new ArrayList<>();
    arguments.add(Snippet.text(String.valueOf(test.id())));
    test.states().forEach(state -> arguments.add(schema(state)));
    return Snippet.text("tested").call(arguments);
  }

  /** A side of a large condition: a method of its own, where there is no room for both in one. */
  private Snippet part(Condition side) {
    if (size(side) < LARGE) {
      return condition(side);
    }
    Snippet condition = condition(side);
    String name = "part" + parts.size();
    parts.add(
        Poet.returning(
            MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .returns(Known.WAIT_CONDITION)
                .addParameter(Known.ARGUMENTS, "arguments"),
            condition));
    return Snippet.text(name + "(arguments)");
  }

  private static int size(Condition condition) {
    if (condition instanceof Condition.And and) {
      return size(and.left()) + size(and.right());
    }
    if (condition instanceof Condition.Or or) {
      return size(or.left()) + size(or.right());
    }
    return condition instanceof Condition.Not not ? size(not.negated()) : 1;
  }

  private static String word(Relation relation) {
    return switch (relation) {
      case EQUAL -> "equal";
      case NOT_EQUAL -> "notEqual";
      case LESS -> "less";
      case LESS_OR_EQUAL -> "lessOrEqual";
      case GREATER -> "greater";
      case GREATER_OR_EQUAL -> "greaterOrEqual";
    };
  }

  private Snippet term(Term term) {
    if (term instanceof Term.Key key) {
      return Snippet.text("key").call(schema(key.state()), name(key));
    }
    if (term instanceof Term.Null) {
      return Snippet.text("nothing()");
    }
    if (term instanceof Term.Argument argument) {
      return Snippet.text("argument(arguments, " + argument.index() + ")");
    }
    Snippet type =
        term instanceof Term.EnumConstant constant
            ? table.valueType(wait.enums().get(constant.type().qualifiedName()))
            : Snippet.of("$T." + ((Term.Literal) term).kind(), Known.VALUE_TYPES);
    return Snippet.text("value").call(type, value(term));
  }

  /** An argument, a literal or a constant, as an expression of its type. */
  private Snippet value(Term term) {
    if (term instanceof Term.Argument argument) {
      ParameterModel.Argument parameter = child.arguments().get(argument.index());
      TypeName type = NAMES.of(parameter.type().boxed());
      return Snippet.of("moment.<$T>argument(" + argument.index() + ")", type);
    }
    if (term instanceof Term.EnumConstant constant) {
      TypeName type = NAMES.raw(wait.enums().get(constant.type().qualifiedName()).java());
      return Snippet.of("$T", type).then("." + constant.name());
    }
    return Snippet.text(term instanceof Term.Null ? "null" : ((Term.Literal) term).toJava());
  }

  /** By name: the state may be compiled again, with its keys in another order, and this not. */
  private Snippet name(Term.Key key) {
    return Snippet.literal(key(key));
  }

  private String key(Term.Key key) {
    return wait.keys().get(key.state()).get(key.key());
  }

  private Snippet schema(int state) {
    return MainWriter.schema(wait.states().get(state));
  }

  /** In several methods, where one could not hold them; each knows the tests of a range. */
  private List<MethodSpec> tests(List<Condition.Test> tests) {
    MethodSpec.Builder first = Poet.override("test", Modifier.PUBLIC);
    List<List<Condition.Test>> ranges = Parts.of(tests, Parts.MOST);
    if (ranges.size() == 1) {
      return List.of(test(first, tests));
    }
    first
        .returns(TypeName.BOOLEAN)
        .addParameter(TypeName.INT, "id")
        .addParameter(Known.MOMENT, "moment");
    List<MethodSpec> methods = new ArrayList<>();
    for (List<Condition.Test> range : ranges) {
      String name = "tests" + methods.size();
      first
          .beginControlFlow("if (id <= $L)", range.get(range.size() - 1).id())
          .addStatement("return $L(id, moment)", name)
          .endControlFlow();
      MethodSpec.Builder some = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE);
      methods.add(test(some, range));
    }
    methods.add(0, first.addStatement("return super.test(id, moment)").build());
    return methods;
  }

  private MethodSpec test(MethodSpec.Builder method, List<Condition.Test> tests) {
    method
        .returns(TypeName.BOOLEAN)
        .addParameter(TypeName.INT, "id")
        .addParameter(Known.MOMENT, "moment")
        .beginControlFlow("return switch (id)");
    for (Condition.Test test : tests) {
      Poet.statement(method, Snippet.text("case " + test.id() + " -> ").then(call(test)));
    }
    return method.addStatement("default -> super.test(id, moment)").addCode("$<};\n").build();
  }

  private Snippet call(Condition.Test test) {
    if (test instanceof Condition.PredicateCall predicate) {
      List<Snippet> states = new ArrayList<>();
      for (int state : predicate.parameters()) {
        states.add(snapshot(state));
      }
      return Snippet.of("$T", owner).then("." + predicate.method()).call(states);
    }
    return Snippet.text("test" + test.id() + "(moment)");
  }

  private Snippet snapshot(int state) {
    return Snippet.text("moment.snapshot").call(schema(state));
  }

  /** A path is followed step by step, since each may be null, and then all of it is. */
  private MethodSpec comparison(Condition.ComponentComparison comparison) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("test" + comparison.id())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(TypeName.BOOLEAN)
            .addParameter(Known.MOMENT, "moment");
    int steps = steps(comparison.left(), 0, method);
    Snippet left = side(comparison.left(), steps);
    steps = steps(comparison.right(), steps, method);
    Snippet right = side(comparison.right(), steps);
    return Poet.returning(
        method,
        Snippet.of("$T.holds", Known.COMPARISONS)
            .call(left, Snippet.of("$T." + comparison.relation(), Known.RELATION), right));
  }

  /** Adds the steps of a path, if it is one; returns how many there are then. */
  private int steps(Term term, int before, MethodSpec.Builder method) {
    if (!(term instanceof Term.Component component)) {
      return before;
    }
    int step = before;
    Poet.statement(method, Snippet.text("var step" + step + " = ").then(reading(component.key())));
    for (String accessor : component.accessors()) {
      String last = "step" + step++;
      String next = "var step" + step + " = " + last + " == null ? null : " + last + ".";
      Poet.statement(method, Snippet.text(next + accessor + "()"));
    }
    return step + 1;
  }

  private Snippet side(Term term, int steps) {
    if (term instanceof Term.Component) {
      return Snippet.text("step" + (steps - 1));
    }
    return term instanceof Term.Key key ? reading(key) : value(term);
  }

  private Snippet reading(Term.Key key) {
    return snapshot(key.state()).then("." + key(key) + "()");
  }
}
