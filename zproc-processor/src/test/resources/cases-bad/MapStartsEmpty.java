import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;

final class Kitchen {
  Kitchen_BakeryState state;

  @State
  interface Bakery {
    default StateMap<String, String> orders() { // error: [ZProc/MapStartsEmpty] 'orders' is a StateMap, which starts empty, so it can have no default method. Remove its body.
      return null;
    }
  }
}
