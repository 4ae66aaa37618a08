package com.acme.ledger;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ZProc;
import java.nio.file.Path;

/** Goes on where the program before it has stopped. */
final class Ledger {

  @State
  interface Book {

    default int total() {
      return 0;
    }
  }

  @ChildProcess
  static void book(Ledger_BookState book, int amount) {
    book.total().add(amount);
  }

  public static void main(String[] args) {
    for (int i = 0; i < 2; i++) {
      try (ZProc zproc =
          ZProc.open(o -> o.durable(Path.of("target", "ledger.state"), Durability.PROCESS))) {
        zproc.spawn(LedgerLauncher.book(20)).join();
        System.out.println(Ledger_BookState.of(zproc).total().get());
      }
    }
  }
}
