package dev.zproc.jeromq.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.jeromq.zmq.util.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A reader that looks at any moment of another's {@code send} neither waits for it nor turns in
 * circles. The reader runs within the write, before or after the byte.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalerTest {

  private final Ctx ctx = new Ctx();
  private final Errno errno = ctx.errno();

  private Runnable beforeTheByte = () -> {};
  private Runnable afterTheByte = () -> {};
  private Pipe.SourceChannel source;
  private Selector selector;
  private Signaler signaler;

  @BeforeEach
  void open() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    pipe.sink().configureBlocking(false);
    source = pipe.source();
    selector = Selector.open();
    source.register(selector, SelectionKey.OP_READ);
    signaler = new Signaler(ctx, 0, errno, source, new Sink(pipe.sink()));
  }

  @AfterEach
  void close() throws IOException {
    signaler.close();
    selector.close();
    ctx.terminate();
  }

  private final class Sink implements WritableByteChannel {

    private final Pipe.SinkChannel sink;

    Sink(Pipe.SinkChannel sink) {
      this.sink = sink;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      run(beforeTheByte);
      int written = sink.write(from);
      run(afterTheByte);
      return written;
    }

    /** Each looks once, for a send of the look's own is not looked into. */
    private void run(Runnable look) {
      beforeTheByte = () -> {};
      if (look == afterTheByte) {
        afterTheByte = () -> {};
      }
      look.run();
    }

    @Override
    public boolean isOpen() {
      return sink.isOpen();
    }

    @Override
    public void close() throws IOException {
      sink.close();
    }
  }

  private boolean isReadable() {
    try {
      selector.selectNow();
      boolean readable = !selector.selectedKeys().isEmpty();
      selector.selectedKeys().clear();
      return readable;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What a mailbox does whose reader does not wait. */
  private int take() {
    int taken = 0;
    while (signaler.waitEvent(0)) {
      signaler.recv();
      taken++;
    }
    assertThat(errno.get()).isEqualTo(ZError.EAGAIN);
    return taken;
  }

  /** This is zeromq/jeromq issue 723. */
  @Test
  void aReaderThatTheByteHasWokenTakesTheSignal() {
    afterTheByte =
        () -> {
          assertThat(isReadable()).isTrue();
          assertThat(take()).isOne();
          assertThat(isReadable()).isFalse();
        };

    signaler.send();

    assertThat(isReadable()).isFalse();
    assertThat(take()).isZero();
  }

  @Test
  void aReaderThatIsThereBeforeTheByteDoesNotWaitForIt() {
    beforeTheByte =
        () -> {
          assertThat(take()).isOne();
          assertThat(isReadable()).isFalse();
        };

    signaler.send();

    assertThat(isReadable()).isTrue();
    assertThat(take()).isZero();
    assertThat(isReadable()).isFalse();
  }

  @Test
  void aSignalThatComesBeforeTheByteOfTheLastOneIsNotLost() {
    beforeTheByte =
        () -> {
          assertThat(take()).isOne();
          signaler.send();
          assertThat(isReadable()).isTrue();
        };

    signaler.send();

    // Two bytes for a signal that was taken and one that was not.
    assertThat(take()).isOne();
    assertThat(isReadable()).isFalse();
    assertThat(take()).isZero();
  }

  @Test
  void takesManySignalsAtOnce() {
    // More than any pipe holds.
    for (int i = 0; i < 200_000; i++) {
      signaler.send();
    }

    assertThat(take()).isOne();
    assertThat(isReadable()).isFalse();
  }

  @Test
  void anInterruptEndsAWaitAndNothingElse() {
    Thread.currentThread().interrupt();
    signaler.send();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();

    assertThat(signaler.waitEvent(-1)).isFalse();
    assertThat(errno.get()).isEqualTo(ZError.EINTR);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();

    assertThat(signaler.waitEvent(-1)).isTrue();
    Thread.currentThread().interrupt();
    signaler.recv();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(errno.get()).isZero();
    assertThat(take()).isZero();
    assertThat(isReadable()).isFalse();
  }

  @Test
  void waitsNoLongerThanItIsAllowedTo() {
    assertThat(signaler.waitEvent(1)).isFalse();
    assertThat(errno.get()).isEqualTo(ZError.EAGAIN);
  }

  @Test
  void aWaitThatIsClosedEnds() throws IOException {
    signaler.close();

    assertThat(signaler.waitEvent(-1)).isFalse();
    assertThat(errno.get()).isEqualTo(ZError.EINTR);
  }
}
