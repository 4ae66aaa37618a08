package dev.zproc.console;

import dev.zproc.runtime.Output;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.util.stream.IntStream;

/** A program with something of everything to see; it prints the address of its console. */
final class Demo {

  private Demo() {}

  public static void main(String[] args) throws IOException {
    try (ZProc zproc = ZProc.open(o -> o.console().output(Output.DISCARD));
        Swarm swarm = zproc.swarm(s -> s.workers(2).name("dough"))) {
      System.out.println(zproc.console().orElseThrow());
      ShopState shop = ShopState.of(zproc);
      shop.note().set("fresh bread at nine");
      zproc.spawn(StaffLauncher.oven(400));
      zproc.spawn(StaffLauncher.eat(20));
      zproc.spawn(StaffLauncher.eat(1_000_000), spawn -> spawn.name("feast"));
      zproc.spawn(StaffLauncher.stumble());
      zproc.spawn(StaffLauncher.lead());
      IntStream.range(0, 2_000).forEach(i -> swarm.submit(StaffLauncher.knead(20 + i % 90)));
      while (System.in.read() >= 0) {
        // Until nobody wants it any more.
      }
      shop.closing().set(true);
      swarm.stop();
    }
  }
}
