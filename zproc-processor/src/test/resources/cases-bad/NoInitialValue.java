import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

final class Kitchen {
  Kitchen_BakeryState state;

  record Order(int count) {}

  enum Size {
    SMALL
  }

  @State
  interface Bakery {
    String name(); // error: [ZProc/NoInitialValue] 'name' is a String without an initial value. Mark it @Nullable, or give it a default method.

    Integer boxed(); // error: [ZProc/NoInitialValue] 'boxed' is an Integer without an initial value.

    Order last(); // error: [ZProc/NoInitialValue] 'last' is a Kitchen.Order without an initial value.

    Size size(); // error: [ZProc/NoInitialValue] 'size' is a Kitchen.Size without an initial value.

    Instant instant(); // error: [ZProc/NoInitialValue] 'instant' is an Instant without an initial value.

    Set<String> names();

    Optional<String> maybe();

    long[] longs();
  }

  @ChildProcess
  @WaitFor("size == SMALL && name == 'x'")
  static void bake(Kitchen_BakeryState bakery) {}
}
