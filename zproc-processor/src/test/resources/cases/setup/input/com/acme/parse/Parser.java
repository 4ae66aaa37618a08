package com.acme.parse;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made once in each process, in every way that it can be declared. */
final class Parser {

  @State
  interface Settings {
    int depth();

    @Nullable String server();
  }

  /** No value that could cross. */
  static final class Model {}

  static final class Connection implements AutoCloseable {
    @Override
    public void close() {}
  }

  private Parser() {}

  @ChildProcess(setup = "open")
  static List<String> parse(Model model, Path file, int depth) {
    return List.of();
  }

  /** Two values, an argument between them that the condition is about, and a state of its own. */
  @ChildProcess(setup = {"connect", "open"})
  @WaitFor(value = "depth > least", state = Settings.class)
  static void report(ZProc zproc, Model model, int least, Connection connection) {}

  /** No argument at all is left, and the state is there twice. */
  @ChildProcess(setup = "connect")
  static int serve(Parser_SettingsState settings, Connection connection) {
    return 0;
  }

  /** Types that generated code has to spell with care. */
  @ChildProcess(setup = {"port", "models", "words", "names"})
  static void odd(
      int port, Supplier<List<String>> names, Map<String, ? extends Model> models, String... words) {}

  static Model open() throws IOException {
    return new Model();
  }

  static Connection connect(Parser_SettingsState settings, ZProc zproc) {
    return new Connection();
  }

  static int port() {
    return 80;
  }

  static Map<String, ? extends Model> models() {
    return Map.of();
  }

  static String[] words() {
    return new String[0];
  }

  static Supplier<List<String>> names() {
    return List::of;
  }
}
