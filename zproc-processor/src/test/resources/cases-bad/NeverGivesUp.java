import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;

final class Kitchen {
  @ChildProcess(restart = @Restart(backoff = "10s")) // warning: [ZProc/NeverGivesUp] 5 restarts take at least 88s, so there are never so many within 60s, and nobody is told that it fails. Write a longer 'within' or a shorter 'backoff', or @SuppressWarnings("zproc:NeverGivesUp").
  static void bake() {}

  @ChildProcess(
      restart =
          @Restart(
              on = RestartPolicy.ALWAYS,
              max = 3,
              within = "1s", // warning: [ZProc/NeverGivesUp] 3 restarts take at least 2s, so there are never so many within 1s
              backoff = "2s",
              factor = 1,
              jitter = 0.5))
  static void often() {}

  @ChildProcess(restart = @Restart(max = Integer.MAX_VALUE, backoff = "10s"))
  static void withoutLimit() {}

  @ChildProcess(restart = @Restart(max = 1, within = "1s", backoff = "10s"))
  static void once() {}

  @SuppressWarnings("zproc:NeverGivesUp")
  @ChildProcess(restart = @Restart(backoff = "10s"))
  static void onPurpose() {}
}
