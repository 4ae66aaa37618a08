import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import java.util.List;
import org.jspecify.annotations.Nullable;

enum Size {
  SMALL,
  MEDIUM,
  BIG
}

record Order(long total, boolean paid) {}

@State
interface Bakery {
  int cookies();

  boolean open();

  double price();

  byte tiny();

  List<String> names();

  @Nullable String foo();

  @Nullable Order last();

  @Nullable Size size();
}

@State
interface Shop {
  int cookies();
}

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeMain main;

  static boolean enough(Bakery bakery) {
    return bakery.open();
  }

  static boolean enough(Shop shop) {
    return shop.cookies() > 3;
  }

  static boolean plenty(Bakery bakery) {
    return bakery.open();
  }

  boolean plenty(Shop shop) {
    return shop.cookies() > 3;
  }

  static boolean plenty(int low) {
    return low > 3;
  }

  @ChildProcess
  @WaitFor("enough()") // error: [ZProc/PredicateAmbiguous] At column 1 of the condition: 'enough()' could be 'Kitchen.enough(Bakery)' or 'Kitchen.enough(Shop)'. Rename one.
  static void bake(BakeryState bakery, ShopState shop) {}

  @ChildProcess
  @WaitFor("enough()")
  static void eat(BakeryState bakery) {}

  @ChildProcess
  @WaitFor("plenty()")
  static void serve(BakeryState bakery, ShopState shop) {}
}
