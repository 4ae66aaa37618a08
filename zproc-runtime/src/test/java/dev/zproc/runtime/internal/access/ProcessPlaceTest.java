package dev.zproc.runtime.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessPlaceTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void isLookedAtAgainWhereItCouldNotBeReadOnce() throws IOException {
    assertThat(Descriptors.few(Main.class)).containsExactly(ProcessPlace.here());
  }

  /** The program: looks while it has no descriptor left, and again. */
  static final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
      // All classes are there, and this one has not been used.
      Class.forName(ProcessPlace.class.getName(), false, Main.class.getClassLoader());
      Files.readSymbolicLink(Path.of("/proc/self"));
      Files.readString(Path.of("/proc/self/status"));
      String unused = Descriptors.withoutAny(ProcessPlace::here);
      System.out.println(ProcessPlace.here());
    }
  }
}
