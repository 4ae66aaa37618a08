package dev.zproc.runtime.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the system starts no more threads, as at a limit of processes, connections wait. */
class OwnerCheckTest {

  /** How many threads cannot be started from now on, as the JVM says it. */
  private final AtomicInteger failing = new AtomicInteger();

  private final Set<SocketChannel> kept = ConcurrentHashMap.newKeySet();
  private final OwnerCheck check =
      new OwnerCheck((channel, ours) -> assertThat(kept.add(channel)).isEqualTo(ours), this::made);

  private ServerSocketChannel listener;

  /** Newer JDKs have executors start threads past their {@code start()}, so it is refused here. */
  private Thread made(Runnable task) {
    if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    return new Thread(task);
  }

  @BeforeEach
  void listen() throws Exception {
    listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
    check.close();
  }

  private SocketChannel connect() throws Exception {
    SocketChannel client = SocketChannel.open(listener.getLocalAddress());
    SocketChannel accepted = listener.accept();
    TcpOwners.Ends ends = ends(accepted);
    assertThatCode(() -> check.ask(accepted, ends)).doesNotThrowAnyException();
    client.close();
    return accepted;
  }

  private static TcpOwners.Ends ends(SocketChannel accepted) throws Exception {
    return new TcpOwners.Ends(
        (InetSocketAddress) accepted.getRemoteAddress(),
        (InetSocketAddress) accepted.getLocalAddress());
  }

  private void awaitKept(SocketChannel... all) {
    Awaitility.await()
        .untilAsserted(
            () -> {
              check.retry();
              assertThat(kept).containsExactlyInAnyOrder(all);
            });
  }

  @Test
  void connectionsAreLookedAtAsSoonAsThereIsAThread() throws Exception {
    failing.set(3);
    try (SocketChannel first = connect();
        SocketChannel second = connect()) {
      assertThat(kept).isEmpty();

      awaitKept(first, second);
      assertThat(failing).hasValue(0);

      // And all goes on as before.
      kept.clear();
      try (SocketChannel third = connect()) {
        awaitKept(third);
      }
    }
  }

  @Test
  void whoHasGoneMeanwhileIsNotWaitedFor() throws Exception {
    failing.set(1);
    SocketChannel gone = connect();
    gone.close();
    try (SocketChannel next = connect()) {
      awaitKept(next);
    }
  }
}
