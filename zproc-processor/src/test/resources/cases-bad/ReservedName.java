import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeryState state;

  @State
  interface Bakery {
    String snapshot(); // error: [ZProc/ReservedName] 'snapshot' is a method of every accessor, so no key can have this name. Choose another one.

    int hashCode(); // error: [ZProc/ReservedName] 'hashCode' is a method of every accessor

    int cookies();

    default void set(int cookies, Object other) {} // error: [ZProc/ReservedName] 'set' is a method of every draft, so no default method with as many parameters can have this name. Choose another one.

    default void set(int cookies) {}
  }

  interface Base<T> {
    default void set(int index, T value) {} // error: [ZProc/ReservedName] 'set' is a method of every draft
  }

  @State
  interface Shop extends Base<String> {
    int cookies();
  }

  @ChildProcess
  @WaitFor("cookies > 5")
  static void main(Kitchen_BakeryState bakery) {} // error: [ZProc/ReservedName] 'main' is a method of every launcher, so no child process can have this name. Choose another one.

  @ChildProcess(name = "startAll") // error: [ZProc/ReservedName] 'startAll' is a method of every launcher
  static void start() {}

  @ChildProcess
  static void wait(Kitchen_BakeryState bakery) {} // error: [ZProc/ReservedName] 'wait' is a method of every launcher

  @ChildProcess(name = "wait-long")
  static void wait(String text) {}
}
