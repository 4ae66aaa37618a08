package dev.zproc.runtime.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Unix-domain socket at work, and what any process of this user can send to it. */
@DisabledOnOs(OS.WINDOWS)
class UnixSocketTest {

  private static final int MAX = 64 * 1024;

  /** What Java has room for in the path of a socket on Linux, in bytes. */
  private static final int LONGEST_PATH = 106;

  private final List<SocketChannel> strangers = new ArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void bind() {
    server = Sockets.bind("server", Sockets.ANY_UNIX, MAX);
  }

  @AfterEach
  void close() throws IOException {
    for (SocketChannel each : strangers) {
      each.close();
    }
    server.close();
  }

  private Path file() {
    return Path.of(server.endpoint().substring("unix:".length()));
  }

  private SocketChannel stranger() throws IOException {
    SocketChannel made = SocketChannel.open(UnixDomainSocketAddress.of(file()));
    strangers.add(made);
    return made;
  }

  private ServerSocket.Inbound next() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      ServerSocket.Inbound inbound = server.receive();
      if (inbound != null) {
        return inbound;
      }
      server.await(100);
    }
    throw new AssertionError("no frame within 10 s");
  }

  private Peer nextDeparted() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      assertThat(server.receive()).isNull();
      Peer gone = server.departed();
      if (gone != null) {
        return gone;
      }
      server.await(100);
    }
    throw new AssertionError("nobody has departed within 10 s");
  }

  private static ByteBuffer framed(byte[] body) {
    return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
  }

  /** A frame goes from a stranger to the server and back. */
  private void serverAnswers() throws IOException {
    SocketChannel fresh = stranger();
    fresh.write(framed(new byte[] {1, 2, 3}));
    ServerSocket.Inbound inbound = next();
    assertThat(inbound.frame()).containsExactly(1, 2, 3);
    assertThat(server.send(inbound.peer(), new byte[] {4})).isEqualTo(ServerSocket.Sent.YES);
    assertThat(read(fresh, 5)).containsExactly(0, 0, 0, 1, 4);
    fresh.close();
    assertThat(nextDeparted()).isEqualTo(inbound.peer());
  }

  private static byte[] read(SocketChannel from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (from.read(bytes) < 0) {
        throw new EOFException();
      }
    }
    return bytes.array();
  }

  @Test
  void framesComeWholeHoweverTheyWereCut() throws IOException {
    SocketChannel peer = stranger();
    peer.write(framed(new byte[] {0}));
    server.accept(next().peer());
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] body = new byte[i % 10 == 0 ? MAX : random.nextInt(300)];
      random.nextBytes(body);
      ByteBuffer bytes = framed(body);
      while (bytes.hasRemaining()) {
        int piece = Math.min(bytes.remaining(), 1 + random.nextInt(i % 10 == 0 ? MAX : 5));
        peer.write(bytes.slice(bytes.position(), piece));
        bytes.position(bytes.position() + piece);
        if (bytes.hasRemaining()) {
          server.await(0);
          assertThat(server.receive()).isNull();
        }
      }
      assertThat(next().frame()).isEqualTo(body);
    }
  }

  @Test
  void aPeerThatDoesNotReadIsFullAndLosesNothing() throws IOException {
    SocketChannel peer = stranger();
    peer.write(framed(new byte[] {0}));
    Peer name = next().peer();
    byte[] frame = new byte[MAX];
    int sent = 0;
    for (; server.send(name, frame.clone()) == ServerSocket.Sent.YES; sent++) {
      frame[0]++;
    }
    assertThat(sent).isBetween(FrameOutput.MAX_WAITING, 100);
    for (int i = 0; i < sent; i++) {
      server.await(10);
      byte[] got = read(peer, 4 + MAX);
      assertThat(got[4]).isEqualTo((byte) i);
      server.receive();
    }
    assertThat(server.send(name, frame)).isEqualTo(ServerSocket.Sent.YES);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, MAX + 1, 1025})
  void aLengthThatIsWrongEndsOnlyItsConnection(int length) throws IOException {
    SocketChannel bad = stranger();
    bad.write(ByteBuffer.allocate(4).putInt(length).flip());
    assertThat(nextDeparted()).isNotNull();
    assertThat(bad.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    serverAnswers();
  }

  @Test
  void noiseEndsOnlyItsConnection() throws IOException {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      SocketChannel one = stranger();
      one.write(ByteBuffer.wrap(noise));
      one.close();
      while (server.departed() == null) {
        server.receive();
        server.await(10);
      }
    }
    serverAnswers();
  }

  @Test
  void whatWasSaidBeforeTheEndComesBeforeIt() throws IOException {
    SocketChannel peer = stranger();
    for (byte i = 0; i < 10; i++) {
      peer.write(framed(new byte[] {i}));
    }
    peer.write(ByteBuffer.allocate(4).putInt(-1).flip());
    for (byte i = 0; i < 10; i++) {
      assertThat(server.departed()).isNull();
      assertThat(next().frame()).containsExactly(i);
    }
    assertThat(nextDeparted()).isNotNull();
  }

  @Test
  void whoSaysNothingIsDroppedAndTooManyMakeRoom() throws Exception {
    SocketChannel silent = stranger();
    SocketChannel partial = stranger();
    partial.write(ByteBuffer.wrap(new byte[] {0, 0}));
    for (int i = 0; i < 256; i++) {
      stranger();
      server.await(0);
      server.receive();
    }
    // The oldest two have made room.
    assertThat(silent.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(partial.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    int dropped = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (dropped < 258 && System.nanoTime() < end) {
      server.await(100);
      server.receive();
      server.reap();
      while (server.departed() != null) {
        dropped++;
      }
    }
    assertThat(dropped).isEqualTo(258);
    serverAnswers();
  }

  @Test
  void aClientComesBackAndReadsWhatWasSaidBeforeTheEnd() {
    ClientSocket client = Sockets.connect("client", server.endpoint(), MAX);
    try {
      assertThat(nextEvent(client)).isEqualTo(ClientSocket.Event.CONNECTED);
      assertThat(client.send(new byte[] {1})).isTrue();
      Peer name = next().peer();
      server.send(name, new byte[] {2});
      server.drop(name);
      while (client.send(new byte[] {3})) {
        // Until it notices that nobody takes it.
      }
      client.await(1_000);
      assertThat(client.receive()).containsExactly(2);
      assertThat(nextEvent(client)).isEqualTo(ClientSocket.Event.DISCONNECTED);
      assertThat(nextEvent(client)).isEqualTo(ClientSocket.Event.CONNECTED);
      server.close();
      assertThat(nextEvent(client)).isEqualTo(ClientSocket.Event.DISCONNECTED);
      assertThat(nextEvent(client)).isEqualTo(ClientSocket.Event.DESERTED);
    } finally {
      client.close();
    }
    server = Sockets.bind("server", Sockets.ANY_UNIX, MAX);
  }

  private static ClientSocket.Event nextEvent(ClientSocket client) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      ClientSocket.Event event = client.event();
      if (event != null) {
        return event;
      }
      client.receive();
      client.await(100);
    }
    throw new AssertionError("no event within 10 s");
  }

  @Test
  void itsFolderIsOfThisUserAloneAndGoesWithIt() throws IOException {
    Path folder = file().getParent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    server.close();
    assertThat(folder).doesNotExist();
    server = Sockets.bind("server", Sockets.ANY_UNIX, MAX);
  }

  @Test
  void whatTheKilledHaveLeftIsSweptAndNoOther(@TempDir Path temporary) throws IOException {
    long ended = new ProcessBuilder("true").start().onExit().join().pid();
    SocketFolder dead = SocketFolder.in(temporary, ended);
    SocketFolder alive = SocketFolder.in(temporary, ended);
    SocketFolder young = SocketFolder.in(temporary, ended);
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ServerSocketChannel living = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(dead.socket()));
      killed.close(); // the file stays
      Path draft = SocketFile.beside(dead.socket());
      leaveDead(draft); // as one does that is killed while it begins
      ProcessBuilder old = new ProcessBuilder("touch", "-h", "-d", "1 hour ago", draft.toString());
      assertThat(old.start().onExit().join().exitValue()).isZero(); // Java would open it
      living.bind(UnixDomainSocketAddress.of(alive.socket()));

      SocketFolder.in(temporary);

      assertThat(dead.socket().getParent()).doesNotExist();
      assertThat(alive.socket()).exists();
      assertThat(young.socket().getParent()).exists();
    }
  }

  @Test
  void ofTwoServersAtThePathOfAKilledOneOneListens(@TempDir Path temporary) throws Exception {
    Path path = temporary.resolve("s");
    for (int i = 0; i < 200; i++) {
      leaveDead(path);
      CyclicBarrier both = new CyclicBarrier(2);
      CompletableFuture<ServerSocket> first = CompletableFuture.supplyAsync(() -> bind(both, path));
      CompletableFuture<ServerSocket> second =
          CompletableFuture.supplyAsync(() -> bind(both, path));

      List<ServerSocket> bound =
          Stream.of(first.join(), second.join()).filter(Objects::nonNull).toList();

      assertThat(bound).hasSize(1);
      server.close();
      server = bound.get(0);
      whoConnectsReachesIt();
      try (Stream<Path> files = Files.list(temporary)) {
        assertThat(files).containsExactly(path);
      }
      server.close();
      assertThat(temporary).isEmptyDirectory();
    }
    server = Sockets.bind("server", Sockets.ANY_UNIX, MAX);
  }

  private void whoConnectsReachesIt() throws IOException {
    stranger().write(framed(new byte[] {1, 2, 3}));
    assertThat(next().frame()).containsExactly(1, 2, 3);
  }

  /** What a server leaves that is killed. */
  private static void leaveDead(Path path) throws IOException {
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(path));
    }
  }

  private static @Nullable ServerSocket bind(CyclicBarrier both, Path path) {
    try {
      both.await(10, TimeUnit.SECONDS);
      return Sockets.bind("server", "unix:" + path, MAX);
    } catch (IllegalStateException taken) {
      assertThat(taken).hasMessageContaining("another server listens at " + path);
      return null;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPathMayBeAsLongAsTheSystemHasRoomFor(@TempDir Path temporary) throws Exception {
    StringBuilder name = new StringBuilder("abc");
    while (temporary.resolve(name.toString()).toString().length() < LONGEST_PATH) {
      name.insert(0, name.length() % 20 == 0 ? "/" : "d");
    }
    Path path = temporary.resolve(name.toString());
    Files.createDirectories(path.getParent());
    server.close();
    server = Sockets.bind("server", "unix:" + path, MAX);
    whoConnectsReachesIt();
    assertThatThrownBy(() -> Sockets.bind("server", "unix:" + path + "x", MAX))
        .hasMessageContaining("path too long; choose another path");
  }

  @Test
  void aServerThatComesBackIsNotSwept(@TempDir Path temporary) throws Exception {
    long ended = new ProcessBuilder("true").start().onExit().join().pid();
    for (int i = 0; i < 200; i++) {
      Path path = SocketFolder.in(temporary, ended).socket();
      leaveDead(path);
      CyclicBarrier both = new CyclicBarrier(2);
      CompletableFuture<ServerSocket> back = CompletableFuture.supplyAsync(() -> bind(both, path));
      both.await(10, TimeUnit.SECONDS);
      SocketFolder.in(temporary).remove();
      server.close();
      server = Objects.requireNonNull(back.join());
      whoConnectsReachesIt();
    }
  }

  @Test
  void aServerThatEndsLeavesTheFileOfAnother(@TempDir Path temporary) throws Exception {
    Path path = temporary.resolve("s");
    server.close();
    server = Sockets.bind("server", "unix:" + path, MAX);
    Files.delete(path); // by somebody who thought that it was left
    ServerSocket next = Sockets.bind("server", "unix:" + path, MAX);
    server.close();
    server = next;
    whoConnectsReachesIt();
  }

  @Test
  void aFolderThatIsTooDeepIsNotUsed(@TempDir Path temporary) throws IOException {
    Path deep = Files.createDirectories(temporary.resolve("d".repeat(100)));
    SocketFolder made = SocketFolder.in(deep);
    assertThat(made.socket().toString().length()).isLessThanOrEqualTo(SocketFolder.MAX_PATH_BYTES);
    assertThat(made.socket().getParent()).isWritable();
    made.remove();
  }

  @Test
  void whereNobodyCanListenIsSaid() {
    assertThatThrownBy(() -> Sockets.bind("server", "unix:/nowhere/at/all", MAX))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Unix-domain socket")
        .hasMessageContaining("Transport.ZEROMQ");
  }

  /** The kernel's word is compared with the folder's owner, which root can change. */
  @Test
  void anotherUserIsTurnedAway() throws IOException {
    UserPrincipal nobody =
        file().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    Files.setOwner(file().getParent(), nobody);
    SocketChannel other = stranger();
    server.await(1_000);

    assertThat(other.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(Arrays.asList(server.receive(), server.departed())).containsOnlyNulls();
  }
}
