package dev.zproc.runtime.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.Descriptors;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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

  @Test
  @EnabledOnOs(OS.LINUX)
  void isAskedAgainWhereItCouldNotBeReadOnce() throws IOException {
    assertThat(Descriptors.few(Main.class)).containsExactly("" + ProcessTable.isOurs());
  }

  /** The program: asks while it has no descriptor left, and again. */
  static final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
      ProcessTable.isOf(1, ""); // so that it is loaded
      boolean unused = Descriptors.withoutAny(ProcessTable::isOurs);
      System.out.println(ProcessTable.isOurs());
    }
  }
}
