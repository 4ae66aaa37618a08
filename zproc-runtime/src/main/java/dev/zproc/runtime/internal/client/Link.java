package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.FutureAnswer;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.ReplyTo;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.Welcome;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a process to a state server in another: one socket for any number of threads. It
 * outlives its connections: when one is lost, it makes another, proves itself again, and sends
 * again what was not answered.
 *
 * <p>Threads: safe for use by many threads. The work is done by the daemon thread `zproc-link`, or
 * by threads that wait for something.
 */
public final class Link implements Channel {

  private static final String NAME = "link";

  private static final long CLOSE_MILLIS = 2_000;

  /** One for each thread that makes requests; no lambda, which a cold JVM pays for. */
  private static final ThreadLocal<WireWriter> WRITERS =
      new ThreadLocal<>() {
        @Override
        protected WireWriter initialValue() {
          return new WireWriter();
        }
      };

  private final LinkOptions options;
  private final LinkDriver driver;
  private final Requests requests;
  private final Thread thread;
  private final Welcome welcome;

  private Link(
      LinkOptions options, LinkDriver driver, Requests requests, Thread thread, Welcome welcome) {
    this.options = options;
    this.driver = driver;
    this.requests = requests;
    this.thread = thread;
    this.welcome = welcome;
  }

  /**
   * Connects to a server. Blocks until it has let the session in, at most for {@link
   * LinkOptions#connectTimeout}.
   *
   * @throws EngineException.Denied if the credentials of a role are not those of the server
   * @throws EngineException.Closed if it fails otherwise; the message says why
   */
  public static Link connect(LinkOptions options) {
    return connect(options, fault -> {});
  }

  /**
   * As {@link #connect(LinkOptions)}.
   *
   * @param fault told in the link's thread what that thread dies of, if it ever does: a defect, or
   *     a want of memory; told again if it throws, when all who wait have been told
   */
  public static Link connect(LinkOptions options, Consumer<Throwable> fault) {
    ClientSocket socket = Sockets.connect(NAME, options.endpoint(), FrameCutter.MAX_FRAME_BYTES);
    Requests requests = new Requests(Runtime.getRuntime().maxMemory());
    LinkLoop loop = new LinkLoop(options, socket, requests);
    LinkDriver driver = new LinkDriver(socket, loop, requests, fault);
    Thread thread = new Thread(driver, "zproc-link");
    thread.setDaemon(true);
    boolean started = false;
    try {
      driver.greet();
      thread.start();
      started = true;
    } finally {
      if (!started) { // there may be no thread left, say; and that one would close it
        socket.close();
      }
    }
    return new Link(options, driver, requests, thread, await(loop));
  }

  /**
   * Makes ready what the next link of this process over a network takes, and that is no part of a
   * connection; for a process that waits, so that it takes less time when it has no more to wait.
   */
  public static void prepare() {
    Sockets.prepare(NAME, FrameCutter.MAX_FRAME_BYTES);
  }

  private static Welcome await(LinkLoop loop) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return loop.welcomed().get();
        } catch (InterruptedException asked) {
          // The wait is bounded, and its end leaves nothing half done; the flag is kept.
          interrupted = true;
        } catch (ExecutionException failed) {
          String why = String.valueOf(failed.getCause().getMessage());
          throw failed.getCause() instanceof EngineException.Denied
              ? new EngineException.Denied(why)
              : new EngineException.Closed(why);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public long session() {
    return welcome.session();
  }

  @Override
  public Secret childSecret(long child) {
    return driver.secret().child(child);
  }

  @Override
  public String endpoint() {
    return options.endpoint();
  }

  @Override
  public Welcome welcome() {
    return welcome;
  }

  @Override
  public void listen(Listener listener) {
    driver.listen(listener);
  }

  @Override
  public Lead lead() {
    return driver;
  }

  @Override
  public <T> FutureAnswer<T> answer() {
    return new LinkFuture<>(driver);
  }

  @Override
  public void submit(Request request, @Nullable ReplyTo to) {
    byte[] body;
    try {
      // Here and not in the link's thread, which all of the process shares.
      WireWriter out = WRITERS.get().clear();
      RequestCodec.write(out, request);
      body = out.toByteArray();
    } catch (ProtocolException unfit) {
      reject(to, String.valueOf(unfit.getMessage()));
      return;
    }
    if (body.length > maxBodyBytes(welcome)) {
      reject(
          to,
          "the request has "
              + body.length
              + " bytes, but the server takes at most "
              + welcome.maxMessageBytes()
              + " (maxMessageBytes); split it, or raise the limit");
      return;
    }
    if (!driver.submit(Pending.of(request, body, to))) {
      reject(to, overLimit());
    }
  }

  @Override
  public boolean read(Bytes key, Answer<ReadResult> answer) {
    if (Reads.bytes(key) > maxBodyBytes(welcome)) {
      return false; // and says why when it is submitted
    }
    if (!driver.read(key, answer)) {
      answer.failed(new EngineException.Rejected(overLimit()));
    }
    return true;
  }

  /** How many bytes a request may have; what precedes it in the record has at most 20. */
  static int maxBodyBytes(Welcome welcome) {
    return welcome.maxMessageBytes() - 20;
  }

  private String overLimit() {
    return "the requests that wait to be sent are over the limit, which is "
        + welcome.maxRequests()
        + " (maxRequests), or "
        + requests.maxWaitingBytes()
        + " bytes, a quarter of this process's heap (-Xmx) and 256 MiB at most; wait for the"
        + " replies to some of them, or raise the limit";
  }

  private static void reject(@Nullable ReplyTo to, String why) {
    if (to != null) {
      to.failed(new EngineException.Rejected(why));
    }
  }

  /** Ends the link. Returns when its thread has ended, at most after 2 seconds. */
  @Override
  public void close() {
    driver.stop();
    if (driver.isHere()) {
      return;
    }
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
        break;
      } catch (InterruptedException asked) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
