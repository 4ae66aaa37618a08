import dev.zproc.ChildProcess;
import dev.zproc.State;

final class Kitchen { // error: [ZProc/NameTaken] 'KitchenLauncher' already exists in this package. Rename it, or rename 'Kitchen'. // error: [ZProc/NameTaken] 'Kitchen_BakeMain' already exists in this package. Rename it, or set @ChildProcess(name = "…").
  @ChildProcess
  static void bake() {}

  @State
  interface Bakery { // error: [ZProc/NameTaken] 'Kitchen_BakeryState' already exists in this package. Rename it, or set @State(accessor = "…").
    int cookies();
  }
}

final class KitchenLauncher {}

final class Kitchen_BakeMain {}

final class Kitchen_BakeryState {}
