import dev.zproc.ChildProcess;
import dev.zproc.CrashReason;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;
import java.io.IOException;

final class Kitchen {
  @ChildProcess(restart = @Restart(max = 0)) // error: [ZProc/BadRestart] 'max = 0' in @Restart cannot be: nothing would ever be restarted. Write a positive number, or on = RestartPolicy.NEVER.
  static void bake() {}

  @ChildProcess(
      restart =
          @Restart(
              factor = 0.5, // error: [ZProc/BadRestart] 'factor = 0.5' in @Restart cannot be: delays only grow. Write a number from 1 to 1000.
              jitter = 1, // error: [ZProc/BadRestart] 'jitter = 1.0' in @Restart cannot be: it is a part of the delay. Write a number from 0 to less than 1, as in 'jitter = 0.2'.
              backoff = "1m")) // error: [ZProc/BadRestart] 'backoff = "1m"' in @Restart cannot be: it is longer than the longest delay, "30s". Write a shorter one, or a longer 'maxBackoff'.
  static void delays() {}

  @ChildProcess(
      restart =
          @Restart(
              on = RestartPolicy.ALWAYS,
              retryOn = IOException.class)) // error: [ZProc/BadRestart] 'retryOn = …' in @Restart cannot be: with on = RestartPolicy.ALWAYS every end restarts it. Write on = RestartPolicy.ON_FAILURE, or remove 'retryOn'.
  static void always() {}

  @ChildProcess(
      restart =
          @Restart(
              on = RestartPolicy.NEVER,
              retryOnCrash = CrashReason.SIGNAL)) // error: [ZProc/BadRestart] 'retryOnCrash = …' in @Restart cannot be: with on = RestartPolicy.NEVER nothing is restarted. Write on = RestartPolicy.ON_FAILURE, or remove 'retryOnCrash'.
  static void never() {}

  @ChildProcess(restart = @Restart(on = RestartPolicy.NEVER, max = 0))
  static void good() {}

  @ChildProcess(restart = @Restart(factor = 1, jitter = 0, backoff = "30s", within = "5m"))
  static void steady() {}
}
