package dev.zproc.runtime;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is kept so that it can be let go when there is none, in two parts.
 *
 * <p>A small one is kept from the start. A large one, of a heap above 2 GiB, would make each start
 * slower (tens of milliseconds) and each process larger for what hardly ever happens, so it is kept
 * when a quarter of the heap is used: the rest takes long to fill then, even where a busy machine
 * lets nobody look for a while.
 *
 * <p>Threads: safe for use by many threads.
 */
final class MemoryReserve {

  private static final int SLICES = 8;

  /** It is so many times as large as what is let go first. */
  private static final int PARTS = 3;

  private static final int BLOCK_BYTES = 64 << 10;
  private static final long ENOUGH_BYTES = 4 << 20;

  /** What is kept from the start. */
  private static final long SMALL_BYTES = 8 << 20;

  private final long heap;
  private final LongSupplier unused;
  private final int blocks;

  /** What is let go first; null if that has happened, or it is not kept yet. */
  private byte @Nullable [] @Nullable [] first;

  /** What is let go last, slice by slice. */
  private final byte @Nullable [] @Nullable [] @Nullable [] last = new byte[SLICES][][];

  /** Whether it is not to be kept any more, since it is or was. */
  private boolean begun;

  /** Keeps that of this JVM, if it is small. */
  MemoryReserve() {
    this(Runtime.getRuntime().maxMemory(), MemoryReserve::unusedHere);
  }

  /**
   * Keeps it, if it is small.
   *
   * @param heap how large the heap may become
   * @param unused how much of it is not used
   */
  MemoryReserve(long heap, LongSupplier unused) {
    this.heap = heap;
    this.unused = unused;
    // G1 has about 2,048 regions, and with fewer than a few of them free it gives out none.
    long bytes = Math.max(Math.min(heap / 12, ENOUGH_BYTES), heap / 256);
    this.blocks = (int) (bytes / BLOCK_BYTES / 2);
    if (bytes <= SMALL_BYTES) {
      keep();
    }
  }

  private synchronized void keep() {
    begun = true;
    first = new byte[blocks][BLOCK_BYTES];
    for (int i = 0; i < SLICES; i++) {
      last[i] = new byte[(PARTS - 1) * blocks / SLICES][BLOCK_BYTES];
    }
  }

  /**
   * Keeps it if it is not, and a quarter of the heap is used. To be called often enough that the
   * rest cannot be filled meanwhile.
   *
   * @throws OutOfMemoryError if it could not be kept; it can be tried again
   */
  synchronized void keepInTime() {
    long left = begun ? 0 : unused.getAsLong();
    if (left > 2L * PARTS * blocks * BLOCK_BYTES && left < heap / 4 * 3) {
      try {
        keep();
      } catch (OutOfMemoryError full) {
        letGo(SLICES);
        begun = false; // it has come too late, but who has filled the heap may let go again
        throw full;
      }
    }
  }

  /** Keeps the first part again if it was let go and fits {@code times} into what is unused. */
  synchronized void refill(long times) {
    if (begun && first == null && unused.getAsLong() > times * blocks * BLOCK_BYTES) {
      first = new byte[blocks][BLOCK_BYTES];
    }
  }

  private static long unusedHere() {
    Runtime here = Runtime.getRuntime();
    return here.maxMemory() - here.totalMemory() + here.freeMemory();
  }

  /** How much it keeps. */
  synchronized long bytes() {
    long kept = first == null ? 0 : (long) blocks * BLOCK_BYTES;
    for (byte[][] slice : last) {
      kept += slice == null ? 0 : (long) slice.length * BLOCK_BYTES;
    }
    return kept;
  }

  /** Lets the first part go. */
  synchronized void letGoFirst() {
    first = null;
  }

  /** Lets the first part go, and so many slices of the last one. */
  synchronized void letGo(long slices) {
    begun = true;
    first = null;
    for (int i = 0; i < slices && i < SLICES; i++) {
      last[i] = null;
    }
  }

  /** Lets all of it go. */
  void letGo() {
    letGo(SLICES);
  }
}
