package com.acme.bakery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.SmartLifecycle;

/** A real application that is stopped by a signal while it still has something to do. */
class ShutdownIT {

  /** What is stopped before beans are, as a server that waits for its last requests. */
  static final class LastRequest implements SmartLifecycle {

    private final BakeryApplication.Counter counter;
    private final Child<Integer> eater;
    private volatile boolean running;

    LastRequest(BakeryApplication.Counter counter) {
      this.counter = counter;
      this.eater = counter.serve(5);
    }

    @Override
    public void start() {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> eater.status() == ChildStatus.WAITING);
      running = true;
    }

    @Override
    public void stop() {
      try {
        eater.join(Duration.ofMillis(500));
      } catch (WaitTimeoutException lives) {
        counter.bakery.cookies().set(7);
      }
      System.out.println("left: " + eater.join());
      running = false;
    }

    @Override
    public boolean isRunning() {
      return running;
    }
  }

  /** The application. */
  static final class Program {

    public static void main(String[] args) throws InterruptedException {
      new SpringApplicationBuilder(BakeryApplication.class, LastRequest.class)
          .web(WebApplicationType.NONE)
          .bannerMode(Banner.Mode.OFF)
          .logStartupInfo(false)
          .run();
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  @Test
  void childrenAreThereUntilTheApplicationIsClosed() throws Exception {
    Process program =
        Fixtures.start(new ProcessBuilder(Fixtures.java(Program.class)).redirectErrorStream(true));
    try (BufferedReader out = program.inputReader()) {
      String line = out.readLine();
      while (!"ready".equals(line)) {
        assertThat(line).as("it starts").isNotNull();
        line = out.readLine();
      }

      program.toHandle().destroy();

      assertThat(out.lines()).contains("left: 2");
    }
    assertThat(program.waitFor()).isEqualTo(143);
  }
}
