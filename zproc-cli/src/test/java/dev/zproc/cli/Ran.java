package dev.zproc.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command has printed, and with which code it has ended. */
record Ran(int code, String out, String err) {

  /** Runs the command in this JVM. */
  static Ran zproc(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Zproc.run(new PrintWriter(out), new PrintWriter(err, true), words);
    return new Ran(code, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
