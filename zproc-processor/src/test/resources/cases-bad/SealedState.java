import dev.zproc.State;

final class Kitchen {
  Kitchen_BakeryState state;

  @State
  sealed interface Bakery { // error: [ZProc/SealedState] 'Kitchen.Bakery' is sealed, so 'Kitchen_BakeryState' cannot implement it. Remove 'sealed'.
    int cookies();
  }

  record Fake(int cookies) implements Bakery {}
}
