import dev.zproc.ChildProcess;
import java.util.List;

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeMain main;

  @ChildProcess
  static void bake(int count) {}

  @ChildProcess
  static void bake(String recipe) {} // error: [ZProc/SameGeneratedName] 'bake(int)' and 'bake(String)' would both generate 'Kitchen_BakeMain'. Give one a name: @ChildProcess(name = "…").

  @ChildProcess(name = "new")
  static void open(List<String> recipes) {}

  @ChildProcess(name = "new_")
  static void reopen(List<Integer> counts) {} // error: [ZProc/SameGeneratedName] 'open(List<String>)' and 'reopen(List<Integer>)' would both generate 'KitchenLauncher.new_(…)'. Give one a name: @ChildProcess(name = "…").

  @ChildProcess(name = "yield")
  static void begin(String recipe) {}

  @ChildProcess(name = "yield_")
  static void end(int count) {}
}
