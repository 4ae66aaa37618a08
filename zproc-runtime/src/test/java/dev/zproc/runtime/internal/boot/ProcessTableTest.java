package dev.zproc.runtime.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessTableTest {

  private static final String BEGIN = "Name:\tjava\nPid:\t4711\nPPid:\t1\n";

  @Test
  void believesATableWithOneId() {
    assertThat(ProcessTable.isOfNamespace(BEGIN + "NSpid:\t4711\nNSpgid:\t1\t2\n")).isTrue();
    assertThat(ProcessTable.isOfNamespace(BEGIN + "NSpid:\t4711")).isTrue();
  }

  @Test
  void doesNotBelieveThatOfAnotherNamespace() {
    assertThat(ProcessTable.isOfNamespace(BEGIN + "NSpid:\t4711\t12\nNSpgid:\t1\n")).isFalse();
  }

  @Test
  void comparesIdsWhereTheKernelDoesNotSay() {
    assertThat(ProcessTable.isOfNamespace(BEGIN)).isNull();
    assertThat(ProcessTable.isOf(4711, BEGIN)).isTrue();
    assertThat(ProcessTable.isOf(471, BEGIN)).isFalse();
    assertThat(ProcessTable.isOf(1, BEGIN)).isFalse();
  }
}
