package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryReserveTest {

  private static final long MEGA = 1 << 20;
  private static final long LARGE = 4_096 * MEGA;

  private final AtomicLong unused = new AtomicLong();

  private MemoryReserve of(long heap) {
    unused.set(heap);
    return new MemoryReserve(heap, unused::get);
  }

  @Test
  void aSmallOneIsKeptFromTheStart() {
    assertThat(of(48 * MEGA).bytes()).isBetween(5 * MEGA, 6 * MEGA);
    assertThat(of(1_024 * MEGA).bytes()).isEqualTo(6 * MEGA);
    assertThat(of(2_048 * MEGA).bytes()).isEqualTo(12 * MEGA);
  }

  @Test
  void aLargeOneIsKeptOnceAQuarterOfTheHeapIsUsed() {
    MemoryReserve reserve = of(LARGE);
    reserve.keepInTime();
    unused.set(LARGE / 4 * 3);
    reserve.keepInTime();
    assertThat(reserve.bytes()).isZero();

    unused.set(LARGE / 4 * 3 - 1);
    reserve.keepInTime();
    assertThat(reserve.bytes()).isEqualTo(24 * MEGA);
  }

  @Test
  void aLargeOneForWhichThereIsNoRoomIsKeptWhenThereIs() {
    MemoryReserve reserve = of(LARGE);
    unused.set(24 * MEGA);
    reserve.keepInTime();
    reserve.refill(1);
    assertThat(reserve.bytes()).isZero();

    unused.set(LARGE / 2);
    reserve.keepInTime();
    assertThat(reserve.bytes()).isEqualTo(24 * MEGA);
  }

  @Test
  void itIsLetGoInPartsOfWhichOnlyTheFirstComesBack() {
    MemoryReserve reserve = of(LARGE);
    unused.set(LARGE / 2);
    reserve.keepInTime();

    reserve.letGoFirst();
    assertThat(reserve.bytes()).isEqualTo(16 * MEGA);
    reserve.refill(4);
    assertThat(reserve.bytes()).isEqualTo(24 * MEGA);
    reserve.letGo(2);
    assertThat(reserve.bytes()).isEqualTo(12 * MEGA);
    reserve.letGo();
    assertThat(reserve.bytes()).isZero();

    unused.set(15 * MEGA);
    reserve.refill(4);
    assertThat(reserve.bytes()).as("there is no room").isZero();
    unused.set(LARGE / 2);
    reserve.keepInTime();
    reserve.refill(4);
    assertThat(reserve.bytes()).isEqualTo(8 * MEGA);
  }

  /** A server may have failed before a quarter of the heap was used. */
  @Test
  void whatWasToBeLetGoIsNotKeptAfterwards() {
    MemoryReserve reserve = of(LARGE);
    reserve.letGo(1);
    unused.set(LARGE / 2);
    reserve.keepInTime();
    assertThat(reserve.bytes()).isZero();
  }
}
