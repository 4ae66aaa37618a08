import dev.zproc.ChildProcess;
import java.util.List;

final class Kitchen {
  KitchenLauncher launcher;

  @ChildProcess
  static <T extends Comparable<T>> List<T> bake(T dough, List<? super T> more) { // error: [ZProc/GenericMethod] 'Kitchen.bake(T, List<? super T>)' declares the type parameter 'T'
    return List.of(dough);
  }
}
