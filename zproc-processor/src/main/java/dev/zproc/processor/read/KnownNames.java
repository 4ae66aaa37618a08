package dev.zproc.processor.read;

/**
 * The names of our own types that the processor looks for; it knows annotations and runtime by name
 * only.
 */
public final class KnownNames {

  public static final String CHILD_PROCESS = "dev.zproc.ChildProcess";
  public static final String WAIT_FOR = "dev.zproc.WaitFor";
  public static final String WAIT_FOR_SEVERAL = "dev.zproc.WaitFor.Several";
  public static final String STATE = "dev.zproc.State";

  static final String ZPROC = "dev.zproc.runtime.ZProc";
  static final String ACCESSOR = "dev.zproc.runtime.state.Accessor";
  static final String STATE_VALUES = "dev.zproc.runtime.spi.StateValues";
  static final String CHILD_ENTRY = "dev.zproc.runtime.spi.ChildEntry";
  static final String STATE_MAP = "dev.zproc.runtime.state.StateMap";

  private KnownNames() {}
}
