import dev.zproc.ChildProcess;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class Kitchen {
  @ChildProcess
  static void bake(
      int count,
      @Nullable String dough) {} // warning: [ZProc/NullableArgument] 'String dough' is @Nullable, but an argument is never null: a call with null is refused when it is made. Declare an Optional, or remove @Nullable.

  @ChildProcess
  static void eat(
      String @Nullable [] names, // warning: [ZProc/NullableArgument] 'String[] names' is @Nullable
      @Nullable Integer... sizes) {}

  @ChildProcess
  static @Nullable String wash(Optional<String> dish, @Nullable String[] dishes) {
    return null;
  }

  @SuppressWarnings("zproc:NullableArgument")
  @ChildProcess
  static void onPurpose(@Nullable String dough) {}
}
