import dev.zproc.State;
import java.util.List;

final class Kitchen {
  Kitchen_BakeryState state;

  @State
  interface Bakery {
    void cookies(int count); // error: [ZProc/StateMethodShape] 'Kitchen.Bakery.cookies(int)' is no key: it has parameters.

    void reset(); // error: [ZProc/StateMethodShape] 'Kitchen.Bakery.reset()' is no key: it returns nothing.

    <T> List<T> goods(); // error: [ZProc/StateMethodShape] 'Kitchen.Bakery.goods()' is no key: it declares a type parameter.

    int thrower() throws Exception; // error: [ZProc/StateMethodShape] 'Kitchen.Bakery.thrower()' is no key: it declares exceptions.

    default int twice(int count) {
      return 2 * count;
    }
  }
}
