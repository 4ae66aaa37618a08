package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.state.Change;
import dev.zproc.runtime.state.Watch;

/** The state that the crowd shares. */
@State
interface Feast {
  /** How many cookies are left; whoever eats what is not there makes it negative. */
  int cookies();

  /** How many eaters are up. */
  int ready();

  /** How many eaters have had enough. */
  int done();
}

/**
 * <b>9.</b> A hundred processes, each of which eats a cookie at each of the first five changes by
 * somebody else, whenever it happens to be up. The sum is the same every time.
 *
 * <p>The eaters watch from the revision at which the feast began, so nobody need be there in time.
 * They are started a few at a time, since each is a JVM; and all are alive at the end.
 */
final class CookieEaterExtreme {

  private static final int STARTING_AT_ONCE = 4;

  private CookieEaterExtreme() {}

  @ChildProcess(heap = "16m", jvmArgs = "-XX:TieredStopAtLevel=1")
  static void eater(FeastState feast, long beginning, int hunger, int eaters) {
    feast.ready().add(1);
    try (Watch<Feast> watch =
        feast.watch(feast.cookies()).from(beginning).excludeOwn().limit(hunger).open()) {
      for (Change<Feast> change : watch) {
        feast.cookies().add(-1);
      }
    }
    feast.done().add(1);
    feast.await(feast.done().equalTo(eaters));
  }

  public static void main(String[] args) {
    int eaters = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int cookies = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (ZProc zproc = ZProc.open()) {
      FeastState feast = FeastState.of(zproc);
      long beginning = feast.meta().newestRevision();
      for (int baked = 0; baked < cookies; baked++) {
        feast.cookies().add(1);
      }
      for (int i = 0; i < eaters; i++) {
        feast.await(feast.ready().greaterThan(i - STARTING_AT_ONCE));
        zproc.spawn(CookieEaterExtremeLauncher.eater(beginning, cookies, eaters));
      }
      zproc.awaitAll();
      System.out.println("ready: " + feast.ready().get() + ", done: " + feast.done().get());
      System.out.println(
          "cookies: " + feast.cookies().get() + " = " + cookies + " - " + eaters + " * " + cookies);
    }
  }
}
