import dev.zproc.State;
import java.util.List;

final class Kitchen {
  Kitchen_BakeryState state;

  @State
  interface Bakery<T> { // error: [ZProc/GenericState] 'Kitchen.Bakery' declares the type parameter 'T', whose value other processes
    List<T> goods();
  }
}
