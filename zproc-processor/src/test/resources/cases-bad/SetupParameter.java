import dev.zproc.ChildProcess;
import dev.zproc.State;
import java.nio.file.Path;
import java.util.List;

@State
interface Bakery {
  int cookies();
}

final class Model {}

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeMain main;
  Object call = KitchenLauncher.bake(Path.of("a"));

  private static final class Hidden {}

  static Model open() {
    return new Model();
  }

  static int port() {
    return 80;
  }

  static List<Model> models() {
    return List.of();
  }

  static List<Hidden> hidden() {
    return List.of();
  }

  @ChildProcess(setup = "open") // error: [ZProc/SetupParameter] 'Kitchen.open()' makes a Model, and 'Kitchen.bake(Path)' has no parameter of that type. Add one, or leave 'open' out of 'setup'.
  static void bake(Path file) {}

  @ChildProcess(setup = "open") // error: [ZProc/SetupParameter] 'Kitchen.open()' makes a Model, and 'Kitchen.boil(Model, Path, Model)' has 2 parameters of that type. Leave one of them.
  static void boil(Model model, Path file, Model other) {}

  @ChildProcess(setup = "port") // error: [ZProc/SetupParameter] 'Kitchen.port()' makes an int, and 'Kitchen.fry(BakeryState, Integer)' has no parameter of that type. Add one, or leave 'port' out of 'setup'.
  static void fry(BakeryState bakery, Integer port) {}

  @ChildProcess(setup = "models") // error: [ZProc/SetupParameter] 'Kitchen.models()' makes a List<Model>, and 'Kitchen.grill(List<String>)' has no parameter of that type. Add one, or leave 'models' out of 'setup'.
  static void grill(List<String> names) {}

  @ChildProcess(setup = "hidden")
  static void steam(
      List<Hidden> models) {} // error: [ZProc/InaccessibleType] 'List<Kitchen.Hidden> models' cannot be used by generated code: it is private, or inside a private class. Make it package-private or wider.
}
