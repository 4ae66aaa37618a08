package dev.zproc.runtime;

import dev.zproc.runtime.internal.jfr.MemoryRecords;
import dev.zproc.runtime.internal.wire.ServerInfo;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.Consumer;

/**
 * Says in time that the memory of a root is about to be used up: a WARNING when the state comes
 * near its limit, and one when the heap is nearly full after a collection, each once until it is
 * better again. Tells the flight recorder too, if one is on.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class HeapWatch implements Consumer<ServerInfo> {

  private static final boolean MANAGEMENT =
      ModuleLayer.boot().findModule("java.management").isPresent();

  private final long maxStateBytes;
  private boolean stateTold;
  private boolean heapTold;

  HeapWatch(long maxStateBytes) {
    this.maxStateBytes = maxStateBytes;
  }

  @Override
  public void accept(ServerInfo info) {
    MemoryRecords.record(info.stateBytes(), info.historyBytes(), info.queuedBytes());
    double state = (double) info.stateBytes() / maxStateBytes;
    if (state > 0.8 && !stateTold) {
      warn(
          "The state has "
              + info.stateBytes()
              + " bytes, and writes that add to it are refused from "
              + maxStateBytes
              + " on (maxStateBytes).");
    }
    stateTold = state > (stateTold ? 0.7 : 0.8);
    double heap = fullness();
    if (heap > 0.9 && !heapTold) {
      warn(
          "The heap of the process that keeps the state is nearly full: "
              + Math.round(heap * 100)
              + " % of "
              + Runtime.getRuntime().maxMemory()
              + " bytes after a collection. The state has about "
              + info.stateBytes()
              + " of them, its history "
              + info.historyBytes()
              + ", queues "
              + info.queuedBytes()
              + "; the rest is the program's. When it is full, the context ends (-Xmx).");
    }
    heapTold = heap > (heapTold ? 0.8 : 0.9);
  }

  private static void warn(String message) {
    try {
      System.getLogger(ZProc.class.getName()).log(Level.WARNING, message);
    } catch (LinkageError broken) {
      // The logger found no memory when it was first used, so nobody can be told; the state is
      // well.
    }
  }

  /**
   * How much of the heap is used, from 0 to 1, without what is garbage, as far as that is known.
   */
  private static double fullness() {
    Runtime heap = Runtime.getRuntime();
    long max = heap.maxMemory();
    double used = (double) (heap.totalMemory() - heap.freeMemory()) / max;
    // What is used now is an upper bound, and to ask for more loads a part of the JDK.
    return used <= 0.9 || !MANAGEMENT ? 0 : Math.min(used, Pools.afterCollection() / max);
  }

  /** Apart, because the module may be missing. */
  private static final class Pools {

    static double afterCollection() {
      double sum = 0;
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
        sum += after == null ? 0 : after.getUsed();
      }
      return sum;
    }
  }
}
