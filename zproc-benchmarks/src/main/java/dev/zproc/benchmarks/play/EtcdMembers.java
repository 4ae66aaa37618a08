package dev.zproc.benchmarks.play;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An etcd of our own, of one member or more, at free ports of the loopback address. Its data are on
 * the disk of this folder, and written through to it as etcd does by default. It ends with the
 * play.
 */
public final class EtcdMembers implements AutoCloseable {

  private final List<Integer> clients = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  /** Starts so many. */
  public EtcdMembers(int count) {
    List<Integer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(freePort());
      peers.add(freePort());
    }
    String cluster =
        peers.stream().map(port -> "m" + port + "=" + uri(port)).collect(Collectors.joining(","));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "etcd");
      for (int i = 0; i < count; i++) {
        processes.add(start(folder, clients.get(i), peers.get(i), cluster));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(Path folder, int client, int peer, String cluster)
      throws IOException {
    return new ProcessBuilder(
            "etcd",
            "--name=m" + peer,
            "--data-dir=" + folder.resolve("m" + peer),
            "--listen-client-urls=" + uri(client),
            "--advertise-client-urls=" + uri(client),
            "--listen-peer-urls=" + uri(peer),
            "--initial-advertise-peer-urls=" + uri(peer),
            "--initial-cluster=" + cluster,
            "--log-level=error")
        .redirectErrorStream(true)
        .redirectOutput(new File("/dev/null"))
        .start();
  }

  private static String uri(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where contexts share a state, as the system property {@code zproc.engine} takes it. */
  public String address() {
    return "etcd+http://"
        + clients.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))
        + "/benchmark";
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
