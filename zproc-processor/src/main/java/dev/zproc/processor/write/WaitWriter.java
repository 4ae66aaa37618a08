package dev.zproc.processor.write;

import dev.zproc.processor.condition.Condition;
import dev.zproc.processor.condition.Relation;
import dev.zproc.processor.condition.Term;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.WaitModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes a {@code @WaitFor}: its condition as data, and a method for what only Java can tell.
 *
 * <p>Threads: not safe.
 */
final class WaitWriter {

  private final ChildModel child;
  private final WaitModel wait;
  private final TypeTable table;
  private final JavaFile file;
  private final String owner;

  WaitWriter(ChildModel child, TypeTable table, JavaFile file, String owner) {
    this.child = child;
    this.wait = Objects.requireNonNull(child.waiting());
    this.table = table;
    this.file = file;
    this.owner = owner;
  }

  void write() {
    String plan = file.name(Known.WAIT_PLAN);
    file.member()
        .override()
        .open("public " + plan + " waitPlan(" + file.name(Known.ARGUMENTS) + " arguments)")
        .line("return ", isPlain() ? plain() : full(plan), ";")
        .close();
    List<Condition.Test> tests = wait.condition().tests();
    if (!tests.isEmpty()) {
      test(tests);
      for (Condition.Test test : tests) {
        if (test instanceof Condition.ComponentComparison comparison) {
          comparison(comparison);
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

  private Code plain() {
    return Code.call(
        "plan", Code.text(JavaFile.literal(wait.source())), condition(wait.condition()));
  }

  private Code full(String plan) {
    return Code.call(
        "new " + plan,
        condition(wait.condition()),
        Code.text(JavaFile.literal(wait.source())),
        Code.text(String.valueOf(wait.repeat())),
        Code.text(String.valueOf(wait.live())),
        Code.text(String.valueOf(wait.includeOwn())),
        Code.text(file.name(Known.FAILED_RUN) + "." + wait.onFailure()),
        Code.text(wait.timeoutMillis() + "L"));
  }

  /** The condition in the words of the runtime's {@code WaitingEntry}. */
  private Code condition(Condition condition) {
    if (condition instanceof Condition.Constant constant) {
      return Code.call("always", String.valueOf(constant.holds()));
    }
    if (condition instanceof Condition.Comparison comparison) {
      return Code.call(
          word(comparison.relation()), term(comparison.left()), term(comparison.right()));
    }
    if (condition instanceof Condition.Exists exists) {
      return Code.call("exists", schema(exists.key().state()), index(exists.key()));
    }
    if (condition instanceof Condition.Changed changed) {
      List<Code> arguments = new ArrayList<>();
      arguments.add(Code.text(schema(changed.state())));
      changed.keys().forEach(key -> arguments.add(Code.text(index(key))));
      return Code.call("changed", arguments);
    }
    if (condition instanceof Condition.And and) {
      return Code.call("and", condition(and.left()), condition(and.right()));
    }
    if (condition instanceof Condition.Or or) {
      return Code.call("or", condition(or.left()), condition(or.right()));
    }
    if (condition instanceof Condition.Not not) {
      return Code.call("not", condition(not.negated()));
    }
    Condition.Test test = (Condition.Test) condition;
    List<Code> arguments = new ArrayList<>();
    arguments.add(Code.text(String.valueOf(test.id())));
    test.states().forEach(state -> arguments.add(Code.text(schema(state))));
    return Code.call("tested", arguments);
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

  private Code term(Term term) {
    if (term instanceof Term.Key key) {
      return Code.call("key", schema(key.state()), index(key));
    }
    if (term instanceof Term.Null) {
      return Code.text("nothing()");
    }
    if (term instanceof Term.Argument argument) {
      return Code.call("argument", "arguments", String.valueOf(argument.index()));
    }
    String type =
        term instanceof Term.EnumConstant constant
            ? table.valueType(wait.enums().get(constant.type().qualifiedName()), file)
            : file.name(Known.VALUE_TYPES) + "." + ((Term.Literal) term).kind();
    return Code.call("value", type, value(term));
  }

  /** An argument, a literal or a constant, as an expression of its type. */
  private String value(Term term) {
    if (term instanceof Term.Argument argument) {
      ParameterModel.Argument parameter = child.arguments().get(argument.index());
      String type = file.type(parameter.type().boxed());
      return "moment.<" + type + ">argument(" + argument.index() + ")";
    }
    if (term instanceof Term.EnumConstant constant) {
      String type = file.name(wait.enums().get(constant.type().qualifiedName()).java().raw());
      return type + "." + constant.name();
    }
    return term instanceof Term.Null ? "null" : ((Term.Literal) term).toJava();
  }

  private static String index(Term.Key key) {
    return String.valueOf(key.key());
  }

  private String schema(int state) {
    return MainWriter.schema(wait.states().get(state), file);
  }

  private void test(List<Condition.Test> tests) {
    file.member()
        .override()
        .open("public boolean test(int id, " + file.name(Known.MOMENT) + " moment)")
        .open("return switch (id)");
    for (Condition.Test test : tests) {
      file.line("case " + test.id() + " -> ", call(test), ";");
    }
    file.line("default -> super.test(id, moment);").close("};").close();
  }

  private Code call(Condition.Test test) {
    if (test instanceof Condition.PredicateCall predicate) {
      List<Code> states = new ArrayList<>();
      for (int state : predicate.parameters()) {
        states.add(Code.text("moment.snapshot(" + schema(state) + ")"));
      }
      return Code.call(owner + "." + predicate.method(), states);
    }
    return Code.text("test" + test.id() + "(moment)");
  }

  /** A path is followed step by step, since each may be null, and then all of it is. */
  private void comparison(Condition.ComponentComparison comparison) {
    file.member()
        .open(
            "private static boolean test"
                + comparison.id()
                + "("
                + file.name(Known.MOMENT)
                + " moment)");
    int[] steps = {0};
    String left = side(comparison.left(), steps);
    String right = side(comparison.right(), steps);
    String relation = file.name(Known.RELATION) + "." + comparison.relation();
    file.line(
            "return ",
            Code.call(file.name(Known.COMPARISONS) + ".holds", left, relation, right),
            ";")
        .close();
  }

  private String side(Term term, int[] steps) {
    if (!(term instanceof Term.Component component)) {
      return term instanceof Term.Key key ? reading(key) : value(term);
    }
    String last = "step" + steps[0]++;
    file.line("var " + last + " = " + reading(component.key()) + ";");
    for (String accessor : component.accessors()) {
      String next = "step" + steps[0]++;
      file.line(
          "var " + next + " = " + last + " == null ? null : " + last + "." + accessor + "();");
      last = next;
    }
    return last;
  }

  private String reading(Term.Key key) {
    String name = wait.keys().get(key.state()).get(key.key());
    return "moment.snapshot(" + schema(key.state()) + ")." + name + "()";
  }
}
