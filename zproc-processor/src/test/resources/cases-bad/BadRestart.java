import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;

final class Kitchen {
  @ChildProcess(restart = @Restart(max = 0)) // error: [ZProc/BadRestart] 'max = 0' in @Restart cannot be: nothing would ever be restarted. Write a positive number, or on = RestartPolicy.NEVER.
  static void bake() {}

  @ChildProcess(restart = @Restart(on = RestartPolicy.NEVER, max = 0))
  static void good() {}
}
