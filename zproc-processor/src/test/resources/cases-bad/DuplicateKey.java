import dev.zproc.State;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class Kitchen {
  Kitchen_BakeryState bakery;
  Kitchen_ShopState shop;
  Kitchen_SoundState sound;

  interface Named {
    @Nullable String name();

    int count();

    List<String> goods();
  }

  interface Titled {
    default String name() {
      return "";
    }

    long count();

    List<String> goods();
  }

  interface Owned {
    String name();
  }

  @State
  interface Bakery extends Named, Titled {} // error: [ZProc/DuplicateKey] Key 'name' is declared by 'Kitchen.Named' as @Nullable String and by 'Kitchen.Titled' as String with a default method. Declare it in 'Kitchen.Bakery' itself, or rename one. // error: [ZProc/DuplicateKey] Key 'count' is declared by 'Kitchen.Named' as int and by 'Kitchen.Titled' as long. Declare it in 'Kitchen.Bakery' itself, or rename one.

  @State
  interface Shop extends Owned, Titled { // error: [ZProc/DuplicateKey] Key 'name' is declared by 'Kitchen.Owned' as String and by 'Kitchen.Titled' as String with a default method.
    @Override
    long count();
  }

  @State
  interface Sound extends Owned, Titled {
    @Override
    @Nullable String name();
  }
}
