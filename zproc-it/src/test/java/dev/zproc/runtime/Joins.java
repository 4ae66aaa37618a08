package dev.zproc.runtime;

import dev.zproc.runtime.fixtures.BakeryState;
import java.nio.file.Path;

/** A program that joins a server and has a child there that stays. */
final class Joins {

  private Joins() {}

  /**
   * Runs it.
   *
   * @param args the address, and the file with the credentials
   */
  public static void main(String[] args) {
    try (ZProc zproc = ZProc.connect(args[0], Credentials.read(Path.of(args[1])))) {
      BakeryState.of(zproc).cookies().add(1);
      zproc.spawn(KidsLauncher.stay("forever")).join();
    } catch (RuntimeException e) {
      System.out.println("failure: " + e.getMessage());
    }
  }
}
