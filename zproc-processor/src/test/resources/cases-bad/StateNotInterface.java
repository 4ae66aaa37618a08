import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;

final class Kitchen {
  Kitchen_BakeryState bakery;
  Kitchen_ShopState shop;
  KitchenLauncher launcher;

  @State
  static class Bakery {} // error: [ZProc/StateNotInterface] @State is on the class 'Kitchen.Bakery'. Put it on an interface

  @State
  record Shop(int cookies) {} // error: [ZProc/StateNotInterface] @State is on the record 'Kitchen.Shop'.

  @State
  @interface Note {} // error: [ZProc/StateNotInterface] @State is on the annotation type 'Kitchen.Note'.

  /** What its condition says cannot be checked, and is not what is wrong. */
  @ChildProcess
  @WaitFor("cookies > 5")
  static void bake(Kitchen_BakeryState bakery, Shop then) {}
}
