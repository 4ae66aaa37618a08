package com.acme.strict;

import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of everything that generated code may be warned of: generics, varargs, arrays, sealed types. */
public final class Inspector {

  private Inspector() {}

  @SafeVarargs
  @ChildProcess(restart = @Restart(on = RestartPolicy.NEVER))
  static Map<String, List<Optional<Cake>>> inspect(
      OvenState oven, Map<String, int[]> weights, List<Cake>... trays) {
    oven.baked().set(trays.length + weights.size());
    return Map.of("first", List.of(Optional.of(trays[0].get(0)), Optional.empty()));
  }

  @ChildProcess
  @WaitFor("baked > 1 && last == null")
  static long count(Oven now) {
    return now.baked();
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      System.out.println(
          zproc
              .spawn(
                  InspectorLauncher.inspect(
                      Map.of("a", new int[] {1, 2}),
                      List.of(new Cake("ann", List.of(new Cake.Sugar(1))))))
              .join());
      System.out.println(zproc.spawn(InspectorLauncher.count()).join());
    }
  }
}
