package com.acme.parse;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Parser}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class ParserLauncher {
  private ParserLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(ParserLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(serve());
    zproc.spawn(odd());
  }

  /**
   * A call of {@link Parser#parse}.
   */
  public static Call<List<String>> parse(Path file, int depth) {
    return Call.of(Parser_ParseMain.ENTRY, file, depth);
  }

  /**
   * A call of {@link Parser#report}.
   */
  public static Call<Void> report(int least) {
    return Call.of(Parser_ReportMain.ENTRY, least);
  }

  /**
   * A call of {@link Parser#serve}.
   */
  public static Call<Integer> serve() {
    return Call.of(Parser_ServeMain.ENTRY);
  }

  /**
   * A call of {@link Parser#odd}.
   */
  public static Call<Void> odd() {
    return Call.of(Parser_OddMain.ENTRY);
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Path> PATH = ValueTypes.jdk(Path.class);

    static final ValueType<List<String>> LIST_OF_STRING = ValueTypes.list(ValueTypes.STRING);

    private Types() {
    }
  }
}
