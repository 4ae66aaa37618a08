package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;

/** The classes that generated code names. */
final class Known {

  private static final String RUNTIME = "dev.zproc.runtime";
  private static final String SPI = RUNTIME + ".spi";
  private static final String STATE = RUNTIME + ".state";
  private static final String KRYO = "com.esotericsoftware.kryo";
  private static final String LANG = "java.lang";

  static final ClassName ZPROC = ClassName.get(RUNTIME, "ZProc");
  static final ClassName CALL = ClassName.get(RUNTIME, "Call");
  static final ClassName BOOTSTRAP = ClassName.get(RUNTIME, "Bootstrap");

  static final ClassName ACCESSOR = ClassName.get(STATE, "Accessor");
  static final ClassName STATE_SPACE = ClassName.get(STATE, "StateSpace");
  static final ClassName CELL = ClassName.get(STATE, "Cell");
  static final ClassName LIST_CELL = ClassName.get(STATE, "ListCell");

  static final ClassName ARGUMENTS = ClassName.get(SPI, "Arguments");
  static final ClassName CHILD_ENTRY = ClassName.get(SPI, "ChildEntry");
  static final ClassName CONTEXT_SOURCE = ClassName.get(SPI, "ContextSource");
  static final ClassName COMPARISONS = ClassName.get(SPI, "Comparisons");
  static final ClassName WAIT_CONDITION = ClassName.get(SPI, "WaitCondition");
  static final ClassName RELATION = WAIT_CONDITION.nestedClass("Relation");
  static final ClassName DRAFT_VIEW = ClassName.get(SPI, "DraftView");
  static final ClassName INVOCATION = ClassName.get(SPI, "Invocation");
  static final ClassName KEY_SPEC = ClassName.get(SPI, "KeySpec");
  static final ClassName MOMENT = ClassName.get(SPI, "Moment");
  static final ClassName SPAWN_DEFAULTS = ClassName.get(SPI, "SpawnDefaults");
  static final ClassName RESTART_SPEC = ClassName.get(SPI, "SpawnDefaults", "RestartSpec");
  static final ClassName STATE_SCHEMA = ClassName.get(SPI, "StateSchema");
  static final ClassName STATE_VALUES = ClassName.get(SPI, "StateValues");
  static final ClassName STATE_VIEW = ClassName.get(SPI, "StateView");
  static final ClassName VALUE_TYPE = ClassName.get(SPI, "ValueType");
  static final ClassName VALUE_TYPES = ClassName.get(SPI, "ValueTypes");
  static final ClassName WAITING_ENTRY = ClassName.get(SPI, "WaitingEntry");
  static final ClassName WAIT_PLAN = ClassName.get(SPI, "WaitPlan");

  static final ClassName CRASH_REASON = ClassName.get("dev.zproc", "CrashReason");
  static final ClassName FAILED_RUN = ClassName.get("dev.zproc", "FailedRun");
  static final ClassName GIVE_UP = ClassName.get("dev.zproc", "GiveUp");
  static final ClassName RESTART_POLICY = ClassName.get("dev.zproc", "RestartPolicy");
  static final ClassName ZPROC_GENERATED = ClassName.get("dev.zproc", "ZProcGenerated");

  static final ClassName KRYO_CLASS = ClassName.get(KRYO, "Kryo");
  static final ClassName KRYO_EXCEPTION = ClassName.get(KRYO, "KryoException");
  static final ClassName SERIALIZER = ClassName.get(KRYO, "Serializer");
  static final ClassName INPUT = ClassName.get(KRYO + ".io", "Input");
  static final ClassName OUTPUT = ClassName.get(KRYO + ".io", "Output");

  static final ClassName CLASS = ClassName.get(LANG, "Class");
  static final ClassName ILLEGAL_STATE = ClassName.get(LANG, "IllegalStateException");
  static final ClassName LONG = ClassName.get(LANG, "Long");
  static final ClassName OBJECT = ClassName.get(LANG, "Object");
  static final ClassName OVERRIDE = ClassName.get(LANG, "Override");
  static final ClassName SAFE_VARARGS = ClassName.get(LANG, "SafeVarargs");
  static final ClassName STRING = ClassName.get(LANG, "String");
  static final ClassName SUPPRESS_WARNINGS = ClassName.get(LANG, "SuppressWarnings");
  static final ClassName THROWABLE = ClassName.get(LANG, "Throwable");

  static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");
  static final ClassName LIST = ClassName.get("java.util", "List");
  static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

  private Known() {}
}
