package com.acme.parse;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ContextSource;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Parser#report}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Parser_ReportMain extends WaitingEntry<Void> {
  static final Parser_ReportMain ENTRY = new Parser_ReportMain();

  Parser_ReportMain() {
    super("com.acme.parse.Parser", "report", ValueTypes.VOID, ValueTypes.INT);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return plan(
        "depth > least",
        greater(key(Parser_SettingsState.SCHEMA, "depth"), argument(arguments, 0)));
  }

  @Override
  public List<String> setups() {
    return List.of("connect", "open");
  }

  @Override
  public Object setUp(int index, ContextSource in) throws Throwable {
    if (index == 0) {
      return Parser.connect(
          Parser_SettingsState.of(in.context(ZProc.class)),
          in.context(ZProc.class));
    }
    return Parser.open();
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Parser.report(
        in.context(ZProc.class),
        in.<Parser.Model>setup(1),
        in.<Integer>argument(0),
        in.<Parser.Connection>setup(0));
    return null;
  }
}
