package com.acme.parse;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ContextSource;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Parser#parse}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Parser_ParseMain extends ChildEntry<List<String>> {
  static final Parser_ParseMain ENTRY = new Parser_ParseMain();

  Parser_ParseMain() {
    super(
        "com.acme.parse.Parser",
        "parse",
        ParserLauncher.Types.LIST_OF_STRING,
        ParserLauncher.Types.PATH,
        ValueTypes.INT);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public List<String> setups() {
    return List.of("open");
  }

  @Override
  public Object setUp(int index, ContextSource in) throws Throwable {
    return Parser.open();
  }

  @Override
  public List<String> run(Invocation in) throws Throwable {
    return Parser.parse(
        in.<Parser.Model>setup(0),
        in.<Path>argument(0),
        in.<Integer>argument(1));
  }
}
