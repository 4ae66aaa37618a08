package dev.zproc.runtime.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Starts virtual threads, which not every JDK that the tests run on has. */
public final class VirtualThreads {

  private VirtualThreads() {}

  /** Starts one; skips the test that asks for it where there are none. */
  public static Thread start(Runnable body) {
    Method starter = null;
    for (Method method : Thread.class.getMethods()) {
      starter = method.getName().equals("startVirtualThread") ? method : starter;
    }
    assumeTrue(starter != null, "needs a JDK with virtual threads");
    try {
      return (Thread) starter.invoke(null, body);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
