package dev.zproc.runtime;

import dev.zproc.runtime.fixtures.BakeryState;

/** A program that opens a context in the background, with children there. */
final class Backgrounds {

  private Backgrounds() {}

  /**
   * Runs it.
   *
   * @param args the name of the context, and {@code stay} if it is not to end by itself
   */
  public static void main(String[] args) throws InterruptedException {
    try (BackgroundContext context = BackgroundContext.open(args[0])) {
      BakeryState.of(context.zproc()).cookies().set(3);
      context.spawn(KidsLauncher.stay("forever"));
      context.spawn(BakersLauncher.hire(5), spawn -> spawn.name("baker"));
      context.zproc().spawn(KidsLauncher.stay("as long as its program"));
      System.out.println("opened");
      Kids.foreverIf(args.length > 1);
    } catch (RuntimeException e) {
      System.out.println("failure: " + e.getMessage());
    }
  }
}
