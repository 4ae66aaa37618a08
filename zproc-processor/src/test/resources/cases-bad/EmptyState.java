import dev.zproc.State;

final class Kitchen {
  @State
  interface Bakery { // warning: [ZProc/EmptyState] 'Kitchen.Bakery' has no keys. Declare some: methods without parameters, as in 'int cookies()'.
    int COOKIES = 3;
  }

  interface Counted {
    int count();
  }

  @State
  interface Shop extends Counted {}
}
