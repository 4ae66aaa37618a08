package dev.zproc.runtime.internal.signal;

import java.lang.reflect.InvocationTargetException;
import java.util.function.IntConsumer;

/**
 * The JDK's signal handlers, reached by reflection: the compiler warns of {@code sun.misc} with a
 * warning that nothing can silence, although the module that exports it is there to stay.
 *
 * <p>Threads: stateless. Handlers are run by threads of the JVM.
 */
public final class RawSignals {

  private RawSignals() {}

  /**
   * Lets {@code action} happen when a signal comes, with its number, instead of what happened so
   * far.
   *
   * @param name without {@code SIG}
   * @return what brings back what happened so far
   * @throws UnsupportedOperationException if this JVM, or the system, does not let signals be
   *     handled, or not this one
   */
  public static Runnable handle(String name, IntConsumer action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = type.getConstructor(String.class).newInstance(name);
      int number = (int) type.getMethod("getNumber").invoke(signal);
      Object before =
          type.getMethod("handle", type, handlerType)
              .invoke(null, signal, HandlerClass.handler(new Call(number, action)));
      return new Restorer(type, handlerType, signal, before);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new UnsupportedOperationException(
            "SIG" + name + " cannot be handled here: " + refused.getMessage(), refused);
      }
      throw new IllegalStateException("cannot handle signals", e.getCause());
    } catch (ClassNotFoundException e) {
      throw new UnsupportedOperationException(
          "SIG" + name + " cannot be handled in a JVM without the module jdk.unsupported", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot handle signals", e);
    }
  }

  // Classes and no lambdas: every child sets handlers while it starts, and these take less time.

  private record Call(int number, IntConsumer action) implements Runnable {

    @Override
    public void run() {
      action.accept(number);
    }
  }

  private record Restorer(Class<?> type, Class<?> handlerType, Object signal, Object before)
      implements Runnable {

    @Override
    public void run() {
      try {
        type.getMethod("handle", type, handlerType).invoke(null, signal, before);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot handle signals", e);
      }
    }
  }
}
