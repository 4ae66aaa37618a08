package dev.zproc.cli;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Transport;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.util.List;

/**
 * A program to look at: has a child that waits for cookies, and runs until its stdin ends. {@code
 * control} as an argument opens it for that.
 */
final class ShopProgram {

  private ShopProgram() {}

  @ChildProcess
  @WaitFor("cookies > 5 && open")
  static void eat(ShopState shop) {
    shop.motto().set("eaten");
  }

  public static void main(String[] args) throws IOException {
    boolean control = args.length > 0 && args[0].equals("control");
    try (ZProc zproc =
        ZProc.open(
            o -> {
              if (control) {
                o.control().transport(Transport.UNIX);
              }
            })) {
      ShopState shop = ShopState.of(zproc);
      shop.names().set(List.of("ann", "bob"));
      shop.stock().put("flour", 7);
      shop.last().set(new Shop.Order("bread", 2));
      zproc.spawn(ShopProgramLauncher.eat());
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Whoever has started this program says when it is over.
      }
    }
  }
}
