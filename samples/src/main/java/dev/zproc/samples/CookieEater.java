package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.ZProc;

/** The state that baker and eater share. */
@State
interface CookieJar {
  /** How many cookies are in it. */
  int cookies();
}

/**
 * <b>2.</b> One process bakes cookies; the other eats one for each that is baked, however far it
 * lags behind.
 *
 * <p>Baking and eating are atomic, so no cookie is lost between the two. The eater reacts to every
 * change but its own: it sees all that happened since it was spawned, and does not wake itself by
 * eating.
 */
final class CookieEater {

  private CookieEater() {}

  @ChildProcess
  static void eater(CookieJarState jar, int hunger) {
    for (int eaten = 0; eaten < hunger; eaten++) {
      jar.cookies().awaitChange();
      jar.cookies().add(-1);
      System.out.println("eater: nom nom nom");
    }
  }

  @ChildProcess
  static void baker(CookieJarState jar, int cookies) {
    for (int baked = 0; baked < cookies; baked++) {
      jar.cookies().add(1);
      System.out.println("baker: here's a cookie!");
    }
  }

  public static void main(String[] args) {
    int cookies = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    try (ZProc zproc = ZProc.open()) {
      zproc.spawn(CookieEaterLauncher.eater(cookies));
      zproc.spawn(CookieEaterLauncher.baker(cookies));
      zproc.awaitAll();
      System.out.println("cookies left: " + CookieJarState.of(zproc).cookies().get());
    }
  }
}
