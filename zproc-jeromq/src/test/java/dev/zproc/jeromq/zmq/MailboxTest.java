package dev.zproc.jeromq.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No command is lost between many writers and one reader, however that waits. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailboxTest {

  private static final int WRITERS = 4;
  private static final int EACH = 50_000;

  private final Ctx ctx = new Ctx();
  private final Mailbox mailbox = new Mailbox(ctx, "test", 0);

  private interface Reader {

    /** Returns a command, or null for another call. */
    Command next() throws Exception;
  }

  @Test
  void reachesAReaderThatBlocks() throws Exception {
    allReach(() -> mailbox.recv(-1));
  }

  @Test
  void reachesAReaderThatBlocksForAWhile() throws Exception {
    allReach(() -> mailbox.recv(60_000));
  }

  /** As JeroMQ's I/O threads do, and our own. */
  @Test
  void reachesAReaderThatWaitsOnTheChannel() throws Exception {
    try (Selector selector = Selector.open()) {
      SelectableChannel channel = mailbox.getFd();
      channel.register(selector, SelectionKey.OP_READ);
      allReach(
          () -> {
            Command command = mailbox.recv(0);
            if (command == null) {
              assertThat(selector.select(60_000)).isOne();
              selector.selectedKeys().clear();
            }
            return command;
          });
    }
  }

  @Test
  void reachesAReaderThatIsInterrupted() throws Exception {
    Thread reader = Thread.currentThread();
    Thread nuisance =
        new Thread(
            () -> {
              while (!Thread.interrupted()) {
                reader.interrupt();
                Thread.yield();
              }
            });
    nuisance.start();
    try {
      allReach(() -> mailbox.recv(-1));
    } finally {
      nuisance.interrupt();
      awaitEnd(nuisance);
      Thread.interrupted();
    }
  }

  /** As {@code join}, but it may be interrupted. */
  private static void awaitEnd(Thread thread) {
    while (thread.isAlive()) {
      Thread.yield();
    }
  }

  private void allReach(Reader reader) throws Exception {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer =
          new Thread(
              () -> {
                for (int j = 0; j < EACH; j++) {
                  mailbox.send(new Command(null, Command.Type.STOP));
                }
              });
      writers.add(writer);
      writer.start();
    }
    for (int received = 0; received < WRITERS * EACH; ) {
      received += reader.next() == null ? 0 : 1;
    }
    writers.forEach(MailboxTest::awaitEnd);
    assertThat(mailbox.recv(0)).isNull();
    mailbox.close();
    ctx.terminate();
  }
}
