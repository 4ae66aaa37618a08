import dev.zproc.State;

final class Kitchen {
  @State(accessor = "Cookie Jar") // error: [ZProc/BadAccessor] "Cookie Jar" is not the simple name of a class. Write a Java identifier.
  interface Bakery {
    int cookies();
  }

  @State(accessor = "class") // error: [ZProc/BadAccessor] "class" is not the simple name of a class.
  interface Shop {
    int cookies();
  }
}
