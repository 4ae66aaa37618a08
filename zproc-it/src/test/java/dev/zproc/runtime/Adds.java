package dev.zproc.runtime;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** A root process that lets a child add, and says what came of it. */
final class Adds {

  private Adds() {}

  /**
   * Runs it.
   *
   * @param args the class path for the child, if it is to be said, or {@code signal} to signal it
   */
  public static void main(String[] args) throws Exception {
    try (ZProc zproc = ZProc.open(Adds::options)) {
      if (args.length == 1 && args[0].equals("signal")) {
        Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
        System.out.println("signalled: " + child.signal(Signal.TERM));
        System.out.println(child.onExit().get());
      } else if (args.length == 1) {
        Path[] entries =
            Arrays.stream(args[0].split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
        System.out.println(
            zproc.spawn(KidsLauncher.add(1, 2), spawn -> spawn.classPath(entries)).join());
      } else {
        Child<Void> stays = zproc.spawn(KidsLauncher.stay("deaf"));
        System.out.println("sum " + zproc.spawn(KidsLauncher.add(1, 2)).join());
        stays.kill();
        System.out.println("killed: " + stays.end());
      }
    } catch (RuntimeException e) {
      System.out.println("failure: " + e.getMessage());
    }
  }

  private static void options(ZProcOptions options) {
    options.output(Output.DISCARD);
  }
}
