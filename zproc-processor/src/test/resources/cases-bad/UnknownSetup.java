import dev.zproc.ChildProcess;
import java.nio.file.Path;

final class Model {}

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeMain main;
  Object call = KitchenLauncher.bake(Path.of("a"), 3);

  static Model open() {
    return new Model();
  }

  @ChildProcess(setup = "opne") // error: [ZProc/UnknownSetup] 'setup' names 'opne', which is no method of 'Kitchen'. Did you mean 'open'?
  static void bake(Model model, Path file, int depth) {}

  @ChildProcess(setup = "open()") // error: [ZProc/UnknownSetup] 'setup' names 'open()', which is no method of 'Kitchen'. Did you mean 'open'?
  static void boil(Path file, Model model) {}

  @ChildProcess(setup = {"open", ""}) // error: [ZProc/UnknownSetup] 'setup' names '', which is no method of 'Kitchen'. Name a static method of it, without parentheses.
  static void fry(Path file, Model model) {}

  @ChildProcess(setup = "hashCode") // error: [ZProc/UnknownSetup] 'setup' names 'hashCode', which is no method of 'Kitchen'. Name a static method of it, without parentheses.
  static void grill(Model model) {}
}
