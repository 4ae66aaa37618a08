package com.acme.parse;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ContextSource;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Parser#serve}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Parser_ServeMain extends ChildEntry<Integer> {
  static final Parser_ServeMain ENTRY = new Parser_ServeMain();

  Parser_ServeMain() {
    super("com.acme.parse.Parser", "serve", ValueTypes.INT);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public List<String> setups() {
    return List.of("connect");
  }

  @Override
  public Object setUp(int index, ContextSource in) throws Throwable {
    return Parser.connect(
        Parser_SettingsState.of(in.context(ZProc.class)),
        in.context(ZProc.class));
  }

  @Override
  public Integer run(Invocation in) throws Throwable {
    return Parser.serve(
        Parser_SettingsState.of(in.context(ZProc.class)),
        in.<Parser.Connection>setup(0));
  }
}
