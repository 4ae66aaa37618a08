package dev.zproc.runtime.internal.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * What Ctrl-C and a lost terminal do to the processes of a context.
 *
 * <p>The JDK's signal handlers are reached by reflection: the compiler warns of {@code sun.misc}
 * with a warning that nothing can silence, although the module that exports it is there to stay.
 *
 * <p>Threads: stateless.
 */
public final class Signals {

  /** The exit code of a process that Ctrl-C has ended. */
  public static final int INTERRUPTED = 130;

  private static volatile boolean leftToRoot;

  private Signals() {}

  /**
   * Lets them do nothing in a child. Both reach every process of the group, and it is the root's to
   * decide; a child that ended on its own would look like a crash. The handler does nothing rather
   * than being "ignore", because programs that the child starts would inherit that.
   */
  public static void leaveToRoot() {
    handle(() -> leftToRoot = true, "INT", "HUP");
  }

  /** Whether this child has seen Ctrl-C: if the root now stops it, somebody waits for the end. */
  public static boolean wasLeftToRoot() {
    return leftToRoot;
  }

  /** Lets the next Ctrl-C end this process at once. */
  public static void haltOnInterrupt() {
    handle(
        () -> {
          Lifelines.cutAll();
          Runtime.getRuntime().halt(INTERRUPTED);
        },
        "INT");
  }

  private static void handle(Runnable action, String... names) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getDeclaringClass() != Object.class) {
                  action.run();
                  return null;
                }
                return switch (method.getName()) {
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  default -> "zproc's signal handler";
                };
              });
      for (String name : names) {
        Object number = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, number, proxy);
      }
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException("cannot handle signals", e.getCause());
      }
      // The JVM was told to leave signals alone (-Xrs), or the system has no such signal.
    } catch (ClassNotFoundException e) {
      // A JVM without the module jdk.unsupported: signals then do what they do by default.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot handle signals", e);
    }
  }
}
