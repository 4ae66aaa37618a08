package com.acme.bakery;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** An application as users have them. */
@SpringBootApplication
class BakeryApplication {

  @State
  interface Bakery {
    int cookies();
  }

  @ChildProcess
  @WaitFor("cookies >= hunger")
  static int eat(BakeryApplication_BakeryState bakery, int hunger) {
    return bakery.cookies().add(-hunger);
  }

  /** A bean that uses a state and starts children. */
  @Component
  static class Counter {

    final ZProc zproc;
    final BakeryApplication_BakeryState bakery;

    Counter(ZProc zproc, BakeryApplication_BakeryState bakery) {
      this.zproc = zproc;
      this.bakery = bakery;
    }

    Child<Integer> serve(int hunger) {
      return zproc.spawn(BakeryApplicationLauncher.eat(hunger));
    }
  }
}
