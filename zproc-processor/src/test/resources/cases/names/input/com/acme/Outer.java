package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import java.util.function.Function;

public class Outer {

  @State(namespace = "a \"quoted\" name", accessor = "Shop")
  public interface Settings {
    int view();

    int key();

    int yield();

    int other();

    int value();

    int that();
  }

  public static class Inner {
    @ChildProcess
    public static void run(Shop shop) {}

    /** Overloads get along with names; a name may be a keyword. */
    @ChildProcess(name = "new")
    static void run(int times) {}

    @ChildProcess(name = "cookie-eater_2")
    static void run(String in) {}

    @ChildProcess
    static void yield(Shop shop, Settings then) {}

    @ChildProcess
    static void $odd_() {}

    @ChildProcess
    static void größe() {}

    static class Deeper {
      @ChildProcess
      static void run() {}
    }
  }

  /** Signatures of other methods and of fields may mention what is generated. */
  static Function<Shop, Outer_InnerLauncher> mentions(Outer_Inner_NewMain main) {
    throw new IllegalStateException(String.valueOf(main));
  }
}
