import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
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

  static boolean enough(Bakery bakery) {
    return bakery.open();
  }

  @ChildProcess
  @WaitFor("changed(names) == true") // error: [ZProc/ConditionCompared] At column 16 of the condition: '==' compares values, and one side is a condition. Write 'changed(names)'.
  static void bake(BakeryState bakery, int low, long high, String who, Path file) {}
}
