package dev.zproc.jeromq.zmq.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.jeromq.zmq.Ctx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits for a channel is told, also if it has just been another's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollerTest {

  private final Ctx ctx = new Ctx();
  private final Poller poller = new Poller(ctx, "poller");

  private ServerSocketChannel listener;
  private SocketChannel near;
  private SocketChannel far;

  @BeforeEach
  void open() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    near = SocketChannel.open();
    near.configureBlocking(false);
  }

  @AfterEach
  void close() throws IOException {
    poller.destroy();
    near.close();
    far.close();
    listener.close();
    ctx.terminate();
  }

  private void connect() throws IOException {
    near.connect(listener.getLocalAddress());
    far = listener.accept();
  }

  /** This is zeromq/jeromq pull request 1022; as a connecter hands over to an engine. */
  @Test
  void aChannelThatChangesHandsIsStillListenedTo() throws Exception {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    IPollEvents engine =
        new IPollEvents() {
          @Override
          public void inEvent() {
            told.complete(true);
          }
        };
    Poller.Handle[] connecter = new Poller.Handle[1];
    connecter[0] =
        poller.addHandle(
            near,
            new IPollEvents() {
              @Override
              public void connectEvent() {
                try {
                  near.finishConnect();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
                poller.removeHandle(connecter[0]);
                poller.setPollIn(poller.addHandle(near, engine));
              }
            });
    poller.setPollConnect(connecter[0]);
    connect();
    poller.start();

    far.write(ByteBuffer.allocate(1));

    assertThat(told.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void isSilentForWhoHasLeft() throws Exception {
    List<String> events = new ArrayList<>();
    CompletableFuture<List<String>> after = new CompletableFuture<>();
    IPollEvents next =
        new IPollEvents() {
          @Override
          public void outEvent() {
            after.complete(events);
          }
        };
    Poller.Handle[] handle = new Poller.Handle[1];
    connect();
    near.finishConnect();
    handle[0] =
        poller.addHandle(
            near,
            new IPollEvents() {
              @Override
              public void outEvent() {
                events.add("out");
                poller.removeHandle(handle[0]);
                poller.setPollOut(poller.addHandle(near, next));
              }

              @Override
              public void inEvent() {
                events.add("in");
              }
            });
    poller.setPollIn(handle[0]);
    poller.setPollOut(handle[0]);
    far.write(ByteBuffer.allocate(1));
    poller.start();

    assertThat(after.get(10, TimeUnit.SECONDS)).containsExactly("out");
  }
}
