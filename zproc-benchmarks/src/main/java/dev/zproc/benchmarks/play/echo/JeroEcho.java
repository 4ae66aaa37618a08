package dev.zproc.benchmarks.play.echo;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.OtherJvm;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.jeromq.SocketType;
import dev.zproc.jeromq.ZContext;
import dev.zproc.jeromq.ZMQ;

/**
 * A DEALER here, a ROUTER in another JVM, over TCP on the loopback address, with JeroMQ as zproc
 * carries it. The word is how many messages are underway.
 */
public final class JeroEcho implements Play {

  private final OtherJvm server = new OtherJvm(Server.class);
  private final ZContext context = new ZContext();
  private final ZMQ.Socket dealer = context.createSocket(SocketType.DEALER);
  private final byte[] payload = Payload.make();
  private final Stint stint;
  private final int underway;

  /** Starts the server and connects to it. */
  public JeroEcho(Assignment assignment) {
    stint = new Stint(assignment.millis());
    underway = assignment.number(0);
    dealer.connect(server.line());
  }

  @Override
  public Tally sample() throws Exception {
    return stint.ofBatches(underway, this::roundTrips);
  }

  private void roundTrips() {
    for (int i = 0; i < underway; i++) {
      dealer.send(payload);
    }
    for (int i = 0; i < underway; i++) {
      if (dealer.recv().length != Payload.BYTES) {
        throw new IllegalStateException("not what was sent");
      }
    }
  }

  @Override
  public void close() {
    context.close();
    server.close();
  }

  /** The other JVM. */
  public static final class Server {

    private Server() {}

    /** Sends back whatever comes, until it is killed. */
    public static void main(String[] arguments) {
      OtherJvm.endWithInput();
      try (ZContext context = new ZContext()) {
        ZMQ.Socket router = context.createSocket(SocketType.ROUTER);
        int port = router.bindToRandomPort("tcp://127.0.0.1");
        System.out.println("tcp://127.0.0.1:" + port);
        while (true) {
          byte[] identity = router.recv();
          byte[] message = router.recv();
          router.sendMore(identity);
          router.send(message);
        }
      }
    }
  }
}
