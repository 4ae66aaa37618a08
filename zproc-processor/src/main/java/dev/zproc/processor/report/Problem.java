package dev.zproc.processor.report;

import java.util.Locale;

/**
 * Everything that the processor can tell the user, with its wording.
 *
 * <p>Each text says what is wrong, naming the thing, and then what to do. docs/diagnostics.md has a
 * heading for each {@link #code()}.
 */
public enum Problem {
  // @ChildProcess: the method
  PRIVATE_METHOD(
      "'%s' is private, so the class that is generated beside '%s' cannot call it. Make it"
          + " package-private or wider."),
  PRIVATE_OWNER(
      "'%s' is private, so the class that is generated beside it cannot reach the child processes in"
          + " it. Make it package-private or wider."),
  ABSTRACT_METHOD(
      "'%s' has no body to run in a child process. Put @ChildProcess on the implementing method."),
  NO_USABLE_CONSTRUCTOR(
      "'%s' is an instance method, but '%s' has no non-private constructor without parameters. %s."),
  ABSTRACT_OWNER(
      "'%s' is an instance method, but '%s' is abstract and cannot be created in another JVM. Make"
          + " '%s' static, or declare it in a concrete class."),
  INNER_CLASS(
      "'%s' is an inner class and cannot be created in another JVM. Did you mean 'static class %s'?"),
  GENERIC_METHOD(
      "'%s' declares the type parameter '%s', whose value a child process cannot know. Replace '%s'"
          + " with a concrete type."),
  GENERIC_OWNER(
      "'%s' is an instance method of '%s', whose type parameter '%s' a child process cannot know."
          + " Make the method static."),
  COMPACT_SOURCE(
      "'%s' is in a source file without a class, which no other class can name. Put it into a class:"
          + " 'final class %s { … }'."),
  BAD_HEAP("\"%s\" is no heap size. Write a number and a unit, as in heap = \"256m\"."),
  BAD_JVM_ARGUMENT("\"%s\" %s."),
  BAD_RESTART("'%s = %s' in @Restart cannot be: %s. Write %s."),
  NEVER_GIVES_UP(
      Kind.WARNING,
      "%s restarts take at least %s, so there are never so many within %s, and nobody is told that it"
          + " fails. Write a longer 'within' or a shorter 'backoff', or"
          + " @SuppressWarnings(\"zproc:NeverGivesUp\")."),
  BAD_DURATION(
      "\"%s\" is no duration. Write a positive number and a unit: \"200ms\", \"30s\", \"5m\" or"
          + " \"1h\"."),

  // @ChildProcess: what sets the process up
  UNKNOWN_SETUP("'setup' names '%s', which is no method of '%s'.%s"),
  BAD_SETUP("'%s' cannot set up a process: %s. %s."),
  SETUP_PARAMETER("'%s' makes %s, and '%s' has %s of that type. %s."),
  SAME_SETUP("'%s' would be made by '%s' and by '%s'. Leave one of them out of 'setup'."),

  // Names of what is generated
  BAD_NAME(
      "\"%s\" is not a valid name. Begin with a letter and use letters, digits, '-' and '_' only."),
  BAD_ACCESSOR("\"%s\" is not the simple name of a class. Write a Java identifier."),
  BAD_NAMESPACE("\"%s\" is no namespace: %s. %s."),
  NAME_TOO_LONG(
      "The generated class name '%s' has %s bytes; file systems allow 255 with '.class'. Set a shorter"
          + " %s."),
  SAME_GENERATED_NAME("'%s' and '%s' would both generate '%s'. Give one a name: %s."),
  CASE_ONLY_DIFFERENCE(
      "'%s' differs from '%s' only in case, so one would overwrite the other on macOS and Windows."
          + " Rename one, or set %s."),
  NAME_TAKEN("'%s' already exists in this package. Rename it, or %s."),
  RESERVED_NAME("'%s' is a method of every %s, so no %s can have this name. Choose another one."),

  UNKNOWN_GENERATED("'%s' does not exist: %s. %s."),

  // What crosses between processes
  NOT_TRANSFERABLE("'%s' cannot be sent to another process: %s. %s."),
  NULLABLE_ARGUMENT(
      Kind.WARNING,
      "'%s' is @Nullable, but an argument is never null: a call with null is refused when it is made."
          + " Declare an Optional, or remove @Nullable."),
  INACCESSIBLE_TYPE("'%s' cannot be used by generated code: %s. %s."),
  BAD_SERIALIZER("'%s' cannot be used as a serializer: %s. %s."),

  // @State
  STATE_NOT_INTERFACE(
      "@State is on the %s '%s'. Put it on an interface, because the accessor implements it."),
  PRIVATE_STATE(
      "'%s' is private, so '%s' cannot implement it. Make the interface package-private or wider."),
  SEALED_STATE("'%s' is sealed, so '%s' cannot implement it. Remove 'sealed'."),
  GENERIC_STATE(
      "'%s' declares the type parameter '%s', whose value other processes cannot know. Replace '%s'"
          + " with a concrete type."),
  EMPTY_STATE(
      Kind.WARNING,
      "'%s' has no keys. Declare some: methods without parameters, as in 'int cookies()'."),
  STATE_METHOD_SHAPE(
      "'%s' is no key: %s. A key is a method without parameters that returns its value, as in 'int"
          + " cookies()'."),
  DUPLICATE_KEY(
      "Key '%s' is declared by '%s' as %s and by '%s' as %s. Declare it in '%s' itself, or rename one."),
  NO_INITIAL_VALUE("'%s' is %s without an initial value. %s."),
  MAP_STARTS_EMPTY(
      "'%s' is a StateMap, which starts empty, so it can have no default method. Remove its body."),
  NULLABLE_KEY("Key '%s' is @Nullable, but %s. Remove @Nullable%s."),
  HIDDEN_NULLABLE(
      Kind.WARNING,
      "'%s' is taken to be never null, because this compiler shows no @Nullable of class files."
          + " Declare it again in '%s', with or without @Nullable."),
  SETTER_TAKEN(
      "'%s' has the name and the parameter of what sets the key '%s' in a draft. Rename it."),

  // @WaitFor: around the condition
  WAIT_WITHOUT_CHILD(
      "@WaitFor does nothing on '%s', which is not a child process. Add @ChildProcess, or remove"
          + " @WaitFor."),
  SEVERAL_WAITS(
      "'%s' has %s conditions to wait for. Join them in one, as in @WaitFor(\"%s\"), or with '||' if one"
          + " of them is enough."),
  REPEATED_RESULT(
      "'%s' returns %s, but with repeat = true it runs for every match and nobody gets what it returns."
          + " Let it return nothing and set a key instead, or leave out 'repeat'."),
  NO_EFFECT(Kind.WARNING, "'%s' has no effect: %s. Remove it, or %s."),
  NOT_A_STATE("'%s' is not annotated with @State. %s."),
  STATE_NAMED_TWICE(
      "The parameters of '%s' tell the state already, and 'state = %s.class' tells another. Remove"
          + " 'state'."),

  // @WaitFor: the text
  EMPTY_CONDITION("the condition is empty. Write one, as in @WaitFor(\"cookies > 5 && open\")."),
  CONDITION_SYNTAX("%s. %s."),
  ONLY_JAVA("'%s' can be said in Java, but not in a condition. %s."),
  UNCLOSED_TEXT("the text that begins with %s has no closing quote. Add a %s."),
  BAD_ESCAPE("%s is no escape of Java. Write one of \\n \\t \\\" \\' \\\\ \\u0041."),
  BAD_NUMBER("'%s' is no number of Java: %s. %s."),
  ARITHMETIC(
      "conditions do not calculate, and '%s' would. Pass the value as an argument, keep it in a key, or"
          + " %s."),
  CHAINED_COMPARISON("'%s' compares the result of a comparison. Write '%s'."),
  TOO_DEEP("more than %s parentheses and '!' are nested. Move a part into a predicate method."),

  // @WaitFor: the names in it
  NO_STATE(
      "'%s' can be no key, because no parameter of the method is a state. Name one: @WaitFor(value ="
          + " \"…\", state = Bakery.class)."),
  UNKNOWN_STATE_KEY("'%s' is %s.%s"),
  UNKNOWN_COMPONENT("'%s' has no component '%s'.%s"),
  UNKNOWN_CONSTANT("'%s' has no constant '%s'.%s"),
  UNKNOWN_FUNCTION("there is no method '%s' in '%s'.%s"),
  UNQUALIFIED_KEY("'%s' could belong to any of %s states. Write '%s'."),
  AMBIGUOUS_NAME("'%s' is a key and an argument. %s."),
  NOT_A_RECORD("'%s' is %s, not a record, so it has no component '%s'. %s."),
  ARGUMENT_COUNT("'%s' takes %s, not %s. Write %s."),
  KEY_EXPECTED("'%s' asks about keys, and %s is none. %s."),
  PREDICATE_NOT_STATIC("'%s' is not static, and there is no '%s' to call it on. Make it static."),
  PREDICATE_PRIVATE(
      "'%s' is private, so generated code cannot call it. Make it package-private or wider."),
  PREDICATE_THROWS(
      "'%s' declares '%s', which nobody would catch while waiting. Catch it in there, and return"
          + " whether to stop waiting."),
  PREDICATE_RESULT("'%s' does not return boolean. Let it return whether to stop waiting."),
  PREDICATE_PARAMETERS(
      "'%s' takes %s. Let it take states that the method itself takes: 'static boolean %s(%s)'."),
  PREDICATE_AMBIGUOUS("'%s' could be '%s' or '%s'. Rename one."),

  // @WaitFor: the types
  NO_ORDER("'%s' is %s, which has no order. Compare it with '==' or '!='."),
  IMPOSSIBLE_COMPARISON("%s cannot be compared with %s. %s."),
  NOT_COMPARABLE("'%s' is %s, which a condition cannot compare. %s."),
  NEVER_NULL("'%s' is %s and never null. %s."),
  OUT_OF_RANGE("%s is no %s, so '%s' is %s. Use a number from %s to %s%s."),
  LITERAL_COMPARISON("both sides of '%s' are literals. %s."),
  SAME_ON_BOTH_SIDES("'%s' is compared with itself. Compare it with something else."),
  NOT_A_CONDITION("%s is no condition. %s."),
  CONDITION_COMPARED("'%s' compares values, and one side is a condition. %s."),
  NO_KEY("'%s' looks at no key of the state, so no change can make it true. Compare a key."),

  // @WaitFor: the meaning
  NEVER_HOLDS(
      Kind.WARNING,
      "'%s' never holds, whatever the values are. Correct it, or"
          + " @SuppressWarnings(\"zproc:NeverHolds\")."),
  ALWAYS_HOLDS(
      Kind.WARNING,
      "'%s' always holds, whatever the values are. Correct it, or"
          + " @SuppressWarnings(\"zproc:AlwaysHolds\")."),

  // The build
  BAD_OPTION("'-A%s' %s.%s"),
  RUNTIME_MISSING(
      "'%s' is not on the class path. Add the dependency 'dev.zproc:zproc-runtime:%s'."),
  RUNTIME_NOT_READ(
      "Module '%s' does not read 'dev.zproc.runtime', which generated code needs. Write 'requires"
          + " dev.zproc.runtime;' into its module-info.java."),
  RUNTIME_MISMATCH(
      "zproc-processor writes for SPI %s, and this zproc-runtime has SPI %s. Use the same version of"
          + " both."),
  UNRESOLVED(
      "Nothing was generated for '%s', because the class '%s' is missing, which a class on the class"
          + " path needs. Add the dependency that has it."),
  NON_ASCII_NAME(
      "'%s' has letters beyond ASCII, for which this system's locale has no file names. Compile and run"
          + " with LC_ALL=C.UTF-8, or rename it."),
  WRITE_FAILED("'%s' could not be written: %s. Check the output folder, then compile again."),
  INTERNAL("The processor failed: %s. This is a bug; report it with the lines below.");

  /** Whether a problem fails the compilation. */
  public enum Kind {
    ERROR,
    WARNING
  }

  private final Kind kind;
  private final String format;
  private final String code;

  Problem(String format) {
    this(Kind.ERROR, format);
  }

  Problem(Kind kind, String format) {
    this.kind = kind;
    this.format = format;
    this.code = camelCase(name());
  }

  public Kind kind() {
    return kind;
  }

  /** The stable name that is printed, and that {@code @SuppressWarnings} takes: {@code BadName}. */
  public String code() {
    return code;
  }

  /** How many things its text names. */
  public int holes() {
    return (format.length() - format.replace("%s", "").length()) / 2;
  }

  /**
   * Its text, without the code, with {@code things} put in.
   *
   * @throws IllegalArgumentException if these are not {@link #holes()} things
   */
  public String text(Object... things) {
    if (things.length != holes()) {
      throw new IllegalArgumentException(
          code + " names " + holes() + " things, but " + things.length + " were given");
    }
    return String.format(Locale.ROOT, format, things);
  }

  private static String camelCase(String name) {
    StringBuilder code = new StringBuilder();
    for (String word : name.split("_")) {
      code.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return code.toString();
  }
}
