import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import java.util.List;

final class Kitchen {
  record Cake(List<Dough> doughs) {} // error: cannot find symbol

  @ChildProcess
  static void bake(Dough dough) {} // error: cannot find symbol // error: [ZProc/Unresolved] 'Kitchen.bake(Dough)' was not generated because 'Dough' could not be resolved. If 'Dough' is generated, look above for errors that prevented it; else check the class path.

  @ChildProcess
  static void eat(Cake cake) {}

  @ChildProcess
  @WaitFor(value = "open", state = Butter.class) // error: cannot find symbol
  static void spread() {} // error: [ZProc/Unresolved] 'Kitchen.spread()' was not generated because
}
