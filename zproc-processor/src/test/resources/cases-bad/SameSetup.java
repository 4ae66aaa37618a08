import dev.zproc.ChildProcess;
import java.nio.file.Path;

final class Model {}

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeMain main;
  Object call = KitchenLauncher.bake(Path.of("a"));

  static Model open() {
    return new Model();
  }

  static Model load() {
    return new Model();
  }

  @ChildProcess(setup = {"open", "load"}) // error: [ZProc/SameSetup] 'Model model' would be made by 'open' and by 'load'. Leave one of them out of 'setup'.
  static void bake(Model model, Path file) {}

  @ChildProcess(
      setup = {
        "open",
        "open" // error: [ZProc/SameSetup] 'Model model' would be made by 'open' and by 'open'. Leave one of them out of 'setup'.
      })
  static void boil(Model model, Path file) {}
}
