package dev.zproc.benchmarks.play.zproc;

import dev.zproc.benchmarks.play.EtcdMembers;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A context whose children measure: the root asks for a sample, and one of them answers. */
final class Measuring implements AutoCloseable {

  private final @Nullable EtcdMembers etcd = etcd();
  private final ZProc zproc;
  private final OrdersState orders;
  private volatile boolean closing;

  Measuring() {
    zproc = ZProc.open(Measuring::keep);
    orders = OrdersState.of(zproc);
  }

  /** Starts as many etcds as the system property zproc.etcds says, for the state to be there. */
  private static @Nullable EtcdMembers etcd() {
    String count = System.getProperty("zproc.etcds");
    if (count == null) {
      return null;
    }
    EtcdMembers members = new EtcdMembers(Integer.parseInt(count));
    String reads = System.getProperty("zproc.etcds.reads", "linearizable");
    System.setProperty("zproc.engine", members.address() + "?reads=" + reads);
    return members;
  }

  /** Lets the state be durable, if the system property zproc.durable names a level. */
  private static void keep(ZProcOptions options) {
    String level = System.getProperty("zproc.durable");
    if (level != null) {
      try {
        Path folder =
            Files.createTempDirectory(Files.createDirectories(Path.of("target")), "durable");
        options.durable(folder.resolve("state"), Durability.valueOf(level));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  ZProc zproc() {
    return zproc;
  }

  /** Starts a child that nothing can be measured without: should it fail, this process ends. */
  <R> Child<R> start(Call<R> call) {
    Child<R> child = zproc.spawn(call);
    CompletableFuture<R> unused =
        child
            .result()
            .whenComplete(
                (result, failure) -> {
                  if (!closing) {
                    new IllegalStateException("a child has ended", failure).printStackTrace();
                    Runtime.getRuntime().halt(1);
                  }
                });
    return child;
  }

  /** Has a child measure. */
  Tally ask() {
    orders.asked().add(1);
    return Objects.requireNonNull(orders.tally().awaitChange());
  }

  /**
   * In a child: measures whenever it is asked to, until the process is stopped. It waits for a
   * count and no change, since what it writes may be more than history holds.
   */
  static void serve(OrdersState orders, Callable<Tally> sample) throws Exception {
    for (long next = 1; ; next++) {
      orders.asked().await(orders.asked().atLeast(next));
      orders.tally().set(sample.call());
    }
  }

  @Override
  public void close() {
    closing = true;
    zproc.close();
    if (etcd != null) {
      etcd.close();
    }
  }
}
