package dev.zproc.junit;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.state.StateMap;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Children for the tests of tests. */
final class Kitchen {

  private Kitchen() {}

  @State(namespace = "larder")
  interface Larder {

    int cookies();

    long sold();

    double price();

    boolean open();

    @Nullable String baker();

    List<String> names();

    StateMap<String, Integer> orders();
  }

  @ChildProcess
  static int bake(int count, Kitchen_LarderState larder) {
    System.out.println("baking " + count);
    for (int i = 0; i < count; i++) {
      larder.cookies().add(1);
    }
    return count;
  }

  @ChildProcess
  static void talk(int lines) {
    for (int i = 0; i < lines; i++) {
      System.out.println("line " + i);
    }
    System.err.println("a complaint");
  }

  @ChildProcess
  static void burn() {
    System.out.println("it is hot");
    throw new IllegalStateException("burnt");
  }

  /** Leaves a program behind that nobody ends. */
  @ChildProcess
  static long leave() throws IOException {
    return new ProcessBuilder("sleep", "600")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .pid();
  }

  @ChildProcess
  @WaitFor("cookies > 1000")
  static void wish(Kitchen_LarderState larder) {}

  /** Heeds no interrupt. */
  @ChildProcess
  static void hang(Kitchen_LarderState larder) {
    System.out.println("hanging");
    larder.baker().set("hangs");
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        System.out.println("asked to end");
      }
    }
  }
}
