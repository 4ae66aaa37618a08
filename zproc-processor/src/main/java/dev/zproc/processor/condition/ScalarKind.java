package dev.zproc.processor.condition;

/** The types whose values the state server can compare, besides enums. */
public enum ScalarKind {
  BOOLEAN("boolean", "Boolean"),
  BYTE("byte", "Byte"),
  SHORT("short", "Short"),
  CHAR("char", "Character"),
  INT("int", "Integer"),
  LONG("long", "Long"),
  FLOAT("float", "Float"),
  DOUBLE("double", "Double"),
  STRING("String", "String");

  private final String shown;
  private final String boxed;

  ScalarKind(String shown, String boxed) {
    this.shown = shown;
    this.boxed = boxed;
  }

  /** The type as a user writes it: {@code int}, {@code String}. */
  public String shown() {
    return shown;
  }

  /** The type as a type argument: {@code Integer}, {@code String}. */
  public String boxed() {
    return boxed;
  }

  /** Whether values of this kind are promoted to each other, as Java does; a char is a number. */
  public boolean isNumber() {
    return this != BOOLEAN && this != STRING;
  }

  /** Whether it is a number without a fraction; a char is one. */
  public boolean isInteger() {
    return isNumber() && this != FLOAT && this != DOUBLE;
  }

  /** Whether {@code <} means something. */
  public boolean hasOrder() {
    return this != BOOLEAN;
  }
}
