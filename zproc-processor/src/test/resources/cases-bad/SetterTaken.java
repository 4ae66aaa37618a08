import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;
import java.util.List;

final class Kitchen {
  Kitchen_BakeryState state;

  interface Named<T> {
    List<T> names();

    default boolean names(List<T> others) { // error: [ZProc/SetterTaken] 'Kitchen.Named.names(List<T>)' has the name and the parameter of what sets the key 'names' in a draft.
      return names().containsAll(others);
    }
  }

  @State
  interface Bakery extends Named<String> {
    int cookies();

    StateMap<String, Long> orders();

    default boolean cookies(int wanted) { // error: [ZProc/SetterTaken] 'Kitchen.Bakery.cookies(int)' has the name and the parameter of what sets the key 'cookies' in a draft. Rename it.
      return cookies() >= wanted;
    }

    default boolean cookies(long wanted) {
      return cookies() >= wanted;
    }

    default boolean cookies(int low, int high) {
      return cookies() >= low && cookies() <= high;
    }

    default boolean orders(StateMap<String, Long> others) {
      return orders().equals(others);
    }

    static boolean names(List<String> names) {
      return names.isEmpty();
    }
  }
}
