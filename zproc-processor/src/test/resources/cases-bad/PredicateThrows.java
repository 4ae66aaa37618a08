import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import java.io.IOException;
import java.nio.file.Path;
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

  static boolean enough(Bakery bakery) throws IOException {
    return bakery.open();
  }

  static boolean plenty(Bakery bakery) throws IllegalStateException {
    return bakery.open();
  }

  static <E extends Exception> boolean any(Bakery bakery) throws E {
    return bakery.open();
  }

  @ChildProcess
  @WaitFor("enough()") // error: [ZProc/PredicateThrows] At column 1 of the condition: 'Kitchen.enough(Bakery)' declares 'IOException', which nobody would catch while waiting. Catch it in there, and return whether to stop waiting.
  static void bake(BakeryState bakery, int low, long high, String who, Path file) {}

  @ChildProcess
  @WaitFor("plenty() && any()")
  static void eat(BakeryState bakery) {}
}
