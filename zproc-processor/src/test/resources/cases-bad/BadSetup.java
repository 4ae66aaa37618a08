import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.ZProc;
import java.nio.file.Path;

@State
interface Bakery {
  int cookies();
}

final class Model {}

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_HiddenMain main;
  Object call = KitchenLauncher.hidden(Path.of("a"));

  private static Model secret() {
    return new Model();
  }

  Model member() {
    return new Model();
  }

  static <T extends Model> T any() {
    return null;
  }

  static void nothing() {}

  static Model of(Path file) {
    return new Model();
  }

  static Model seen(Bakery bakery) {
    return new Model();
  }

  static ZProc context() {
    return null;
  }

  static BakeryState state(ZProc zproc) {
    return BakeryState.of(zproc);
  }

  static Model twice() {
    return new Model();
  }

  static Model twice(ZProc zproc) {
    return new Model();
  }

  @ChildProcess(setup = "secret") // error: [ZProc/BadSetup] 'Kitchen.secret()' cannot set up a process: it is private, so generated code cannot call it. Make it package-private or wider.
  static void hidden(Model model, Path file) {}

  @ChildProcess(setup = "member") // error: [ZProc/BadSetup] 'Kitchen.member()' cannot set up a process: it is not static, and there is no 'Kitchen' to call it on. Make it static.
  static void unowned(Model model, Path file) {}

  @ChildProcess(setup = "any") // error: [ZProc/BadSetup] 'Kitchen.any()' cannot set up a process: nobody says what its type parameter 'T' is. Replace 'T' with a concrete type.
  static void generic(Model model, Path file) {}

  @ChildProcess(setup = "nothing") // error: [ZProc/BadSetup] 'Kitchen.nothing()' cannot set up a process: it returns nothing. Let it return what 'empty' takes.
  static void empty(Model model, Path file) {}

  @ChildProcess(setup = "of") // error: [ZProc/BadSetup] 'Kitchen.of(Path)' cannot set up a process: it takes a Path, but no call is there yet that could bring one. Let it take nothing but accessors and ZProc.
  static void argued(Model model, Path file) {}

  @ChildProcess(setup = "seen") // error: [ZProc/BadSetup] 'Kitchen.seen(Bakery)' cannot set up a process: it takes a Bakery, but no call is there yet that could bring one. Let it take nothing but accessors and ZProc.
  static void snapped(Model model, Path file) {}

  @ChildProcess(setup = "context") // error: [ZProc/BadSetup] 'Kitchen.context()' cannot set up a process: every process has a ZProc without it. Leave it out of 'setup'.
  static void injected(ZProc zproc, Path file) {}

  @ChildProcess(setup = "state") // error: [ZProc/BadSetup] 'Kitchen.state(ZProc)' cannot set up a process: every process has a BakeryState without it. Leave it out of 'setup'.
  static void accessed(BakeryState bakery, Path file) {}

  @ChildProcess(setup = "twice") // error: [ZProc/BadSetup] 'Kitchen.twice()' cannot set up a process: there are 2 methods of that name. Rename one.
  static void overloaded(Model model, Path file) {}
}
