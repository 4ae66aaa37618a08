package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A context over Unix-domain sockets; all of this module runs over them with a property. */
@ExtendWith(NoOrphans.class)
@DisabledOnOs(OS.WINDOWS)
class TransportIT {

  private static ZProc open() {
    return ZProc.open(options -> options.transport(Transport.UNIX));
  }

  @Test
  void childrenOfChildrenInheritIt() {
    try (ZProc zproc = open()) {
      BakeryState bakery = BakeryState.of(zproc);
      Child<Integer> child = zproc.spawn(BakersLauncher.hire(5));
      bakery.cookies().set(6);
      assertThat(child.join()).isEqualTo(6);
      assertThat(zproc.spawn(BakersLauncher.ping()).join())
          .isEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void aFailureOfAChildIsTold() {
    try (ZProc zproc = open()) {
      Child<Void> child = zproc.spawn(KidsLauncher.end("throw"));
      assertThatThrownBy(child::join)
          .isInstanceOf(ChildFailedException.class)
          .hasMessageContaining("disk full");
    }
  }

  @Test
  void aChildLoadsNothingOfJeroMq(@TempDir Path temporary) throws IOException {
    Path log = temporary.resolve("classes.txt");
    // From JDK 25 on, what is in an archive is loaded whether it is needed or not.
    try (ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX).archive(false))) {
      BakeryState.of(zproc).cookies().set(6);
      Child<Integer> child =
          zproc.spawn(
              BakersLauncher.hire(5),
              spawn -> spawn.jvmArgs("-Xlog:class+load:file=" + log + ":none:filecount=0"));
      assertThat(child.join()).isEqualTo(6);
    }
    List<String> loaded = Files.readAllLines(log);
    assertThat(loaded).anyMatch(line -> line.startsWith("dev.zproc.runtime.internal.transport."));
    assertThat(loaded)
        .noneMatch(line -> line.contains("jeromq"))
        .noneMatch(line -> line.startsWith("dev.zproc.runtime.internal.transport.Zmq"));
  }

  @Test
  void nothingIsLeftOfItsSocket(@TempDir Path temporary) throws IOException {
    String before = System.setProperty("java.io.tmpdir", temporary.toString());
    try (ZProc zproc = open()) {
      assertThat(zproc.ping()).isNotNull();
      assertThat(sockets(temporary)).hasSize(1);
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
    assertThat(sockets(temporary)).isEmpty();
  }

  private static Set<Path> sockets(Path temporary) throws IOException {
    Set<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "zproc-socket-*")) {
      folders.forEach(found::add);
    }
    return found;
  }
}
