package dev.zproc.runtime.internal.store;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Does random things to a store and to its model, and expects the same of both after each; a
 * sequence that shows a difference is cut down before it is printed.
 */
class StoreModelTest {

  private static final int SEQUENCES = Boolean.getBoolean("zproc.full") ? 20_000 : 2_000;

  /** Most sequences are short, so that there can be many; some are long, so that things pile up. */
  private static int length(long seed) {
    return seed % 50 == 0 ? 600 : 60;
  }

  @Test
  void storeDoesWhatItsModelDoes() {
    long first = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("StoreModelTest: " + SEQUENCES + " sequences from -Dzproc.seed=" + first);
    for (long seed = first; seed < first + SEQUENCES; seed++) {
      RandomCommands random = new RandomCommands(seed);
      StoreLimits limits = random.limits();
      List<ModelCommand> commands = random.commands(length(seed));
      if (failure(limits, commands) != null) {
        report(seed, limits, shrink(limits, commands));
      }
    }
  }

  private static @Nullable Throwable failure(StoreLimits limits, List<ModelCommand> commands) {
    Recorder recorder = new Recorder();
    Store store = new Store(limits, recorder);
    StoreModel model = new StoreModel(limits);
    try {
      for (ModelCommand command : commands) {
        command.run(store, model);
        model.settle();
        ModelCommand.compare(store, model, recorder, RandomCommands.KEYS);
      }
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }

  /** Takes away halves, then quarters, and so on, as long as what is left still fails. */
  private static List<ModelCommand> shrink(StoreLimits limits, List<ModelCommand> failing) {
    List<ModelCommand> shortest = failing;
    for (int size = failing.size() / 2; size >= 1; size /= 2) {
      for (int at = 0; at < shortest.size(); ) {
        List<ModelCommand> shorter = new ArrayList<>(shortest.subList(0, at));
        shorter.addAll(shortest.subList(Math.min(shortest.size(), at + size), shortest.size()));
        if (failure(limits, shorter) != null) {
          shortest = shorter;
        } else {
          at += size;
        }
      }
    }
    return shortest;
  }

  private static void report(long seed, StoreLimits limits, List<ModelCommand> commands) {
    StringBuilder text = new StringBuilder("store and model differ; -Dzproc.seed=" + seed);
    text.append("\n").append(limits);
    commands.forEach(command -> text.append("\n  ").append(command));
    fail(text.toString(), failure(limits, commands));
  }
}
