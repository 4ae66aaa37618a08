import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;
import org.jspecify.annotations.Nullable;

final class Kitchen {
  Kitchen_BakeryState state;

  @State
  interface Bakery {
    default @Nullable Integer price() { // error: [ZProc/NullableKey] Key 'price' is @Nullable, but its default method says what it reads as until it is set. Remove @Nullable, or the default method.
      return 3;
    }

    @Nullable int cookies(); // error: [ZProc/NullableKey] Key 'cookies' is @Nullable, but a primitive is never absent. Remove @Nullable, or write 'Integer' for 'int'.

    @Nullable StateMap<String, String> orders(); // error: [ZProc/NullableKey] Key 'orders' is @Nullable, but a StateMap is never absent. Remove @Nullable.
  }
}
