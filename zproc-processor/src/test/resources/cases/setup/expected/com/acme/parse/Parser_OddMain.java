package com.acme.parse;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ContextSource;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Parser#odd}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Parser_OddMain extends ChildEntry<Void> {
  static final Parser_OddMain ENTRY = new Parser_OddMain();

  Parser_OddMain() {
    super("com.acme.parse.Parser", "odd", ValueTypes.VOID);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public List<String> setups() {
    return List.of("port", "models", "words", "names");
  }

  @Override
  public Object setUp(int index, ContextSource in) throws Throwable {
    if (index == 0) {
      return Parser.port();
    }
    if (index == 1) {
      return Parser.models();
    }
    if (index == 2) {
      return Parser.words();
    }
    return Parser.names();
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Parser.odd(
        in.<Integer>setup(0),
        in.<Supplier<List<String>>>setup(3),
        in.<Map>setup(1),
        in.<String[]>setup(2));
    return null;
  }
}
