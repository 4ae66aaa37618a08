import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeryState state;

  private record Order(int count) {}

  private enum Size {
    SMALL
  }

  @State
  interface Bakery {
    @Nullable Order last(); // error: [ZProc/InaccessibleType] 'Kitchen.Order last()' cannot be used by generated code: it is private, or inside a private class. Make it package-private or wider.
  }

  @ChildProcess
  static void bake(List<Order> orders) {} // error: [ZProc/InaccessibleType] 'orders[]: Kitchen.Order' cannot be used by generated code: it is private
}
