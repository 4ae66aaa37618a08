import dev.zproc.WaitFor;

final class Kitchen {
  @WaitFor("cookies > 5") // error: [ZProc/WaitWithoutChild] @WaitFor does nothing on 'Kitchen.eat(int)', which is not a child process.
  static void eat(int cookies) {}
}
