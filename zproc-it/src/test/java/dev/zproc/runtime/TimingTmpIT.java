package dev.zproc.runtime;
import static org.awaitility.Awaitility.await;
import org.junit.jupiter.api.Test;
class TimingTmpIT {
  @Test void time() {
    try (ZProc zproc = ZProc.open(o -> o.standby(2))) {
      for (int i = 0; i < 12; i++) {
        await().atMost(java.time.Duration.ofSeconds(60)).until(() -> zproc.standbys().size()==2 && zproc.standbys().stream().allMatch(Standby::ready));
        long a = System.nanoTime();
        Child<String> c = zproc.spawn(ProbesLauncher.probe());
        long b = System.nanoTime();
        String[] w = c.join().split(" ");
        long d = System.nanoTime();
        StringBuilder s = new StringBuilder();
        long last = a;
        for (String x : w) { if (x.equals("null")) continue; s.append(String.format(" %.2f", (Long.parseLong(x) - last) / 1e6)); last = Long.parseLong(x); }
        System.out.printf("TIMING spawn %.2f first op %.2f join %.2f steps%s%n", (b - a) / 1e6, (last - a) / 1e6, (d - a) / 1e6, s);
      }
    }
  }
}
