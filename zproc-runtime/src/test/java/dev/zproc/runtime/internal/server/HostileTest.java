package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Wires;
import dev.zproc.runtime.testing.Zmtp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any process of this machine can send to the port of a server over JeroMQ. */
class HostileTest {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private static final int LARGE = 2;
  private static final int MORE = 1;
  private static final int COMMAND = 4;

  private final List<Socket> sockets = new ArrayList<>();
  private Engines engines;

  private EngineSession child;

  @BeforeEach
  void start() {
    engines = new Engines(Wires.ZEROMQ, ServerOptions.DEFAULTS);
    child = engines.child();
    put(child, "a", 1);
  }

  /** Runs a test during which nothing may be printed. */
  private static void quietly(Attack attack) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(stream);
      System.setErr(stream);
      attack.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private interface Attack {
    void run() throws Exception;
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    engines.close();
  }

  private Socket open() throws IOException {
    Socket socket = new Socket();
    socket.connect(FaultProxy.address(engines.server.endpoint()));
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  private static byte[] greeting() {
    return Zmtp.greeting();
  }

  private static byte[] ready() {
    return Zmtp.ready("DEALER");
  }

  /** The rest of the handshake with one more property. */
  private static byte[] ready(String name, byte[] value) {
    byte[] plain = ready();
    ByteBuffer frame = ByteBuffer.allocate(plain.length + 1 + name.length() + 4 + value.length);
    frame.put(plain).put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
    frame.putInt(value.length).put(value);
    frame.put(1, (byte) (frame.capacity() - 2));
    return frame.array();
  }

  /** A hello for a session that may not be there, and one that breaks the protocol. */
  private static byte[] hello() {
    return Zmtp.frame(GreetingCodec.encode(new Greeting.Hello(4711, Greeting.nonce())));
  }

  private static byte[] brokenHello() {
    byte[] hello = GreetingCodec.encode(new Greeting.Hello(4711, Greeting.nonce()));
    return Zmtp.frame(Arrays.copyOf(hello, hello.length - 1));
  }

  /** Opens a connection, greets and is greeted. */
  private Socket greeted() throws IOException {
    Socket socket = open();
    socket.setSoTimeout(5_000);
    socket.getOutputStream().write(greeting());
    assertThat(socket.getInputStream().readNBytes(64)).hasSize(64);
    return socket;
  }

  /** Says hello, and is challenged. */
  private static void assertAnswered(Socket socket) throws IOException {
    socket.getOutputStream().write(hello());
    int ready = ready().length;
    assertThat(socket.getInputStream().readNBytes(ready + 100)).hasSize(ready + 100);
  }

  /** A connection may not be ended by one that says that it has the same address. */
  @Test
  void whatAPeerSaysOfItsAddressIsNotBelieved() throws Exception {
    Socket victim = greeted();
    victim.getOutputStream().write(ready());
    String address = victim.getLocalAddress().getHostAddress() + ":" + victim.getLocalPort();
    Socket attacker = greeted();
    attacker
        .getOutputStream()
        .write(ready("Peer-Address", address.getBytes(StandardCharsets.US_ASCII)));
    attacker.getOutputStream().write(brokenHello());
    while (attacker.getInputStream().read() >= 0) {
      // It is dropped, and no other in its place.
    }

    assertAnswered(victim);
    serverAnswers();
  }

  /** A ROUTER names peers by running numbers, or as they call themselves: two may be the same. */
  @Test
  void whatAPeerCallsItselfIsNotBelieved() throws Exception {
    for (int i = 0; i < 10; i++) {
      Socket socket = greeted();
      socket.getOutputStream().write(ready("Identity", new byte[] {7, 'x'}));

      assertAnswered(socket);
    }
    serverAnswers();
  }

  /** Who has not proved who it is has little to say, and is not waited for until its time is up. */
  @Test
  void whoSaysTooMuchBeforeItsProofIsDroppedAtOnce() throws Exception {
    byte[] large = new byte[9 + 1_025];
    System.arraycopy(announced(0, 1_025), 0, large, 0, 9);
    byte[] many = new byte[65 * 2];
    for (byte[] words : new byte[][] {large, many}) {
      Socket socket = greeted();
      socket.getOutputStream().write(ready());
      long start = CalmTime.nanos();
      socket.getOutputStream().write(words);
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // Its READY, and that each small frame is nothing that the server knows.
      }
      assertThat(TimeUnit.NANOSECONDS.toMillis(CalmTime.nanos() - start)).isLessThan(1_500);
    }
    serverAnswers();
  }

  private static byte[] announced(int flags, long length) {
    return ByteBuffer.allocate(9).put((byte) (flags | LARGE)).putLong(length).array();
  }

  /** The old link and a new one both get an answer within a second. */
  private void serverAnswers() throws Exception {
    long start = CalmTime.nanos();
    get(child.read(key("a")));
    EngineSession fresh = engines.child();
    get(fresh.read(key("a")));
    assertThat(TimeUnit.NANOSECONDS.toMillis(CalmTime.nanos() - start)).isLessThan(1_000);
    fresh.close();
  }

  /**
   * F2, a negative length; F3, one whose low 32 bits pass a check and are 2 GiB; F4, 2 GiB at once:
   * before the rest of the handshake and after it.
   */
  @ParameterizedTest
  @ValueSource(
      longs = {
        -1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        0xffffffff_7fffffffL,
        0x80000000_00000010L,
        0x7fffffff,
        Long.MAX_VALUE,
        1 << 20,
        65_537
      })
  void aLengthThatIsWrongEndsOnlyItsConnection(long length) throws Exception {
    quietly(() -> sendLengths(length));
  }

  private void sendLengths(long length) throws Exception {
    for (int flags : new int[] {0, COMMAND, MORE}) {
      for (boolean greeted : new boolean[] {false, true}) {
        Socket socket = open();
        socket.getOutputStream().write(greeting());
        if (greeted) {
          socket.getOutputStream().write(ready());
        }
        socket.getOutputStream().write(announced(flags, length));
        Socket second = open();
        second.getOutputStream().write(greeting());
        second.getOutputStream().write(announced(flags, length));
        second.getOutputStream().write(new byte[100]);
        second.close();
      }
    }
    serverAnswers();
    for (Socket socket : sockets) {
      socket.close();
    }
    serverAnswers();
  }

  /** 300 connections of noise, 3,000 in full, with and without a greeting before it. */
  @Test
  void noiseEndsOnlyItsConnection() throws Exception {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    quietly(() -> sendNoise(new Random(seed)));
  }

  private void sendNoise(Random random) throws Exception {
    for (int i = 0; i < (FULL ? 3_000 : 300); i++) {
      try (Socket socket = open()) {
        if (i % 3 > 0) {
          socket.getOutputStream().write(greeting());
        }
        if (i % 3 > 1) {
          socket.getOutputStream().write(ready());
        }
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        socket.getOutputStream().write(noise);
      } catch (IOException cut) {
        // The server may end it at any byte.
      }
      if (i % 50 == 0) {
        serverAnswers();
      }
    }
    serverAnswers();
  }

  /** F6: silent at once, after the greeting, and after the handshake. */
  @Test
  void whoSaysNothingOrTooLittleIsDropped() throws Exception {
    for (int i = 0; i < 20; i++) {
      Socket silent = open();
      Socket greeted = open();
      greeted.getOutputStream().write(greeting());
      Socket ready = open();
      ready.getOutputStream().write(greeting());
      ready.getOutputStream().write(ready());
      assertThat(silent.isConnected()).isTrue();
    }
    serverAnswers();
    long start = CalmTime.nanos();
    for (Socket socket : sockets) {
      socket.setSoTimeout(10_000);
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // The server's own greeting.
      }
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(CalmTime.nanos() - start)).isLessThan(7_000);
    serverAnswers();
  }

  /** F5: a mebibyte that is announced is not given room for, 300 times in connections that stay. */
  @Test
  void lengthsThatAreAnnouncedThreeHundredTimesTakeNoMemory() throws Exception {
    long before = used();
    for (int i = 0; i < 300; i++) {
      try {
        Socket socket = open();
        socket.getOutputStream().write(greeting());
        socket.getOutputStream().write(ready());
        socket.getOutputStream().write(announced(0, 1 << 20));
      } catch (IOException cut) {
        // It is dropped as soon as it is heard.
      }
      if (i % 100 == 99) {
        assertThat(used() - before).isLessThan(64L << 20);
      }
    }
    serverAnswers();
  }

  /** F7: see {@link CrampedTest} for a process that has hardly any descriptors. */
  @Test
  void moreStrangersThanTheLimitMakeRoomForOthers() throws Exception {
    for (int i = 0; i < 400; i++) {
      open().getOutputStream().write(greeting());
    }
    serverAnswers();
    int dropped = 0;
    for (Socket socket : sockets.subList(0, 100)) {
      socket.setSoTimeout(2_000);
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // The server's own greeting.
      }
      dropped++;
    }
    assertThat(dropped).isEqualTo(100);
  }

  @Test
  void aMessageOfPartsWithoutEndTakesNoMemory() throws Exception {
    long before = used();
    Socket socket = open();
    socket.setSoTimeout(100);
    socket.getOutputStream().write(greeting());
    socket.getOutputStream().write(ready());
    byte[] part = new byte[9 + 60_000];
    System.arraycopy(announced(MORE, 60_000), 0, part, 0, 9);
    try {
      for (int i = 0; i < 3_000; i++) {
        socket.getOutputStream().write(part);
      }
    } catch (IOException cut) {
      // Dropped meanwhile, which is as good.
    }
    serverAnswers();
    assertThat(used() - before).isLessThan(64L << 20);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
