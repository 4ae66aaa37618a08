package dev.zproc.processor.write;

import dev.zproc.processor.type.JavaType.Declared;
import java.util.List;

/**
 * The classes that generated code names.
 *
 * <p>Threads: stateless.
 */
final class Known {

  private static final String RUNTIME = "dev.zproc.runtime";
  private static final String SPI = RUNTIME + ".spi";
  private static final String STATE = RUNTIME + ".state";
  private static final String KRYO = "com.esotericsoftware.kryo";
  private static final String LANG = "java.lang";

  static final Declared ZPROC = Declared.of(RUNTIME, "ZProc");
  static final Declared CALL = Declared.of(RUNTIME, "Call");
  static final Declared BOOTSTRAP = Declared.of(RUNTIME, "Bootstrap");

  static final Declared ACCESSOR = Declared.of(STATE, "Accessor");
  static final Declared STATE_SPACE = Declared.of(STATE, "StateSpace");
  static final Declared CELL = Declared.of(STATE, "Cell");
  static final Declared LIST_CELL = Declared.of(STATE, "ListCell");

  static final Declared ARGUMENTS = Declared.of(SPI, "Arguments");
  static final Declared CHILD_ENTRY = Declared.of(SPI, "ChildEntry");
  static final Declared COMPARISONS = Declared.of(SPI, "Comparisons");
  static final Declared RELATION = new Declared(SPI, List.of("Condition", "Relation"), List.of());
  static final Declared DRAFT_VIEW = Declared.of(SPI, "DraftView");
  static final Declared INVOCATION = Declared.of(SPI, "Invocation");
  static final Declared MOMENT = Declared.of(SPI, "Moment");
  static final Declared SPAWN_DEFAULTS = Declared.of(SPI, "SpawnDefaults");
  static final Declared RESTART_SPEC =
      new Declared(SPI, List.of("SpawnDefaults", "RestartSpec"), List.of());
  static final Declared STATE_SCHEMA = Declared.of(SPI, "StateSchema");
  static final Declared STATE_VALUES = Declared.of(SPI, "StateValues");
  static final Declared STATE_VIEW = Declared.of(SPI, "StateView");
  static final Declared VALUE_TYPE = Declared.of(SPI, "ValueType");
  static final Declared VALUE_TYPES = Declared.of(SPI, "ValueTypes");
  static final Declared WAITING_ENTRY = Declared.of(SPI, "WaitingEntry");
  static final Declared WAIT_PLAN = Declared.of(SPI, "WaitPlan");

  static final Declared CRASH_REASON = Declared.of("dev.zproc", "CrashReason");
  static final Declared FAILED_RUN = Declared.of("dev.zproc", "FailedRun");
  static final Declared GIVE_UP = Declared.of("dev.zproc", "GiveUp");
  static final Declared RESTART_POLICY = Declared.of("dev.zproc", "RestartPolicy");
  static final Declared ZPROC_GENERATED = Declared.of("dev.zproc", "ZProcGenerated");

  static final Declared KRYO_CLASS = Declared.of(KRYO, "Kryo");
  static final Declared KRYO_EXCEPTION = Declared.of(KRYO, "KryoException");
  static final Declared SERIALIZER = Declared.of(KRYO, "Serializer");
  static final Declared INPUT = Declared.of(KRYO + ".io", "Input");
  static final Declared OUTPUT = Declared.of(KRYO + ".io", "Output");

  static final Declared CLASS = Declared.of(LANG, "Class");
  static final Declared ILLEGAL_STATE = Declared.of(LANG, "IllegalStateException");
  static final Declared LONG = Declared.of(LANG, "Long");
  static final Declared OBJECT = Declared.of(LANG, "Object");
  static final Declared OVERRIDE = Declared.of(LANG, "Override");
  static final Declared SAFE_VARARGS = Declared.of(LANG, "SafeVarargs");
  static final Declared STRING = Declared.of(LANG, "String");
  static final Declared SUPPRESS_WARNINGS = Declared.of(LANG, "SuppressWarnings");
  static final Declared THROWABLE = Declared.of(LANG, "Throwable");

  static final Declared GENERATED = Declared.of("javax.annotation.processing", "Generated");
  static final Declared LIST = Declared.of("java.util", "List");
  static final Declared NULLABLE = Declared.of("org.jspecify.annotations", "Nullable");

  private Known() {}
}
