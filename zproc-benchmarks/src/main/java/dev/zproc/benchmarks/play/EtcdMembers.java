package dev.zproc.benchmarks.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
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

  private static final int ATTEMPTS = 500;

  /** How many lines of its output are shown where it does not start. */
  private static final int SHOWN = 10;

  private final List<Integer> clients = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  /** Starts so many. */
  public EtcdMembers(int count) {
    List<Integer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(Ports.free());
      peers.add(Ports.free());
    }
    String cluster =
        peers.stream().map(port -> "m" + port + "=" + uri(port)).collect(Collectors.joining(","));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "etcd");
      for (int i = 0; i < count; i++) {
        processes.add(start(folder, clients.get(i), peers.get(i), cluster));
      }
      for (int i = 0; i < count; i++) {
        awaitConnection(processes.get(i), clients.get(i), log(folder, peers.get(i)));
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
        .redirectOutput(log(folder, peer).toFile())
        .start();
  }

  private static Path log(Path folder, int peer) {
    return folder.resolve("m" + peer + ".log");
  }

  private static String uri(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Waits until it takes connections; where it ends instead, says what it has said. */
  private static void awaitConnection(Process process, int client, Path log) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), client).close();
        return;
      } catch (ConnectException notYet) {
        if (attempt == ATTEMPTS || !process.isAlive()) {
          throw new IOException(
              "etcd has not started; the end of " + log + ":\n" + end(log), notYet);
        }
        pause();
      }
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
