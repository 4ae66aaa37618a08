package dev.zproc.etcd;

import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.journal.SharedState;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.testing.Fixtures;
import dev.zproc.runtime.testing.Ports;
import dev.zproc.runtime.testing.Required;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Members of an etcd that a test has started, with data of their own; they end with this JVM. */
public final class EtcdServers implements AutoCloseable {

  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static final Map<Integer, EtcdServers> SHARED = new HashMap<>();

  private final List<Integer> ports = new ArrayList<>();
  private final List<Integer> peers = new ArrayList<>();
  private final List<Process> members = new ArrayList<>();
  private final Path folder;
  private final String scheme;
  private final List<String> options;

  /** Starts so many. */
  public EtcdServers(int count) {
    this(count, "http");
  }

  /**
   * Starts so many.
   *
   * @param scheme by which clients come: http or https
   * @param options of the command line
   */
  EtcdServers(int count, String scheme, String... options) {
    this.scheme = scheme;
    this.options = List.of(options);
    try {
      Path target = Files.createDirectories(Path.of("target"));
      folder = Files.createTempDirectory(target, "etcd").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < count; i++) {
      ports.add(Ports.free());
      peers.add(Ports.free());
    }
    for (int i = 0; i < count; i++) {
      members.add(start(i));
    }
  }

  /** Whether there is an etcd to start; says what is missing if not, and see {@link Required}. */
  public static boolean areInstalled() {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "etcd")));
    String missing = "there is no etcd on the PATH; apt-get install etcd-server brings one";
    if (!there) {
      System.out.println("Skipped, since " + missing + ".");
    }
    return Required.isThere(there, missing);
  }

  /** One for all tests of this JVM. */
  public static EtcdServers shared() {
    return shared(1);
  }

  /** So many for all tests of this JVM. */
  public static synchronized EtcdServers shared(int count) {
    return SHARED.computeIfAbsent(count, EtcdServers::new);
  }

  private Process start(int member) {
    List<String> cluster = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      cluster.add("m" + i + "=http://127.0.0.1:" + peers.get(i));
    }
    String client = endpoint(member);
    String peer = "http://127.0.0.1:" + peers.get(member);
    List<String> command = new ArrayList<>();
    command.add("etcd");
    command.add("--name=m" + member);
    command.add("--data-dir=" + folder.resolve("m" + member));
    command.add("--listen-client-urls=" + client);
    command.add("--advertise-client-urls=" + client);
    command.add("--listen-peer-urls=" + peer);
    command.add("--initial-advertise-peer-urls=" + peer);
    command.add("--initial-cluster=" + String.join(",", cluster));
    command.add("--heartbeat-interval=50");
    command.add("--election-timeout=500");
    command.add("--unsafe-no-fsync");
    command.add("--log-level=error");
    command.addAll(options);
    try {
      return Fixtures.start(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a member, as SIGKILL does. */
  public void kill(int member) throws InterruptedException {
    Process process = members.get(member);
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** How many members there are, those included that were killed. */
  public int size() {
    return ports.size();
  }

  /** Which member leads the others, as one of them says; -1 if they are about to find out. */
  public int leader() {
    for (int i = 0; i < ports.size(); i++) {
      try {
        JsonObject status =
            new Gateway(Etcd.at(endpoint(i))).call("/v3/maintenance/status", new JsonObject(), 500);
        String leader = Json.text(status, "leader");
        if (leader.equals(Json.text(Json.inner(status, "header"), "member_id"))) {
          return i;
        }
      } catch (GatewayException | IOException away) {
        // The others are asked.
      }
    }
    return -1;
  }

  /** Starts a member again that was killed. */
  public void restart(int member) {
    members.set(member, start(member));
  }

  String endpoint(int member) {
    return scheme + "://127.0.0.1:" + ports.get(member);
  }

  int port(int member) {
    return ports.get(member);
  }

  /** All of them, with a prefix that nobody else has. */
  public Etcd etcd() {
    String[] all = new String[ports.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = endpoint(i);
    }
    return Etcd.at(all).prefix("test" + PREFIXES.incrementAndGet());
  }

  /** The same as one line, for the system property {@code zproc.engine}. */
  public String address() {
    List<String> all = ports.stream().map(port -> "127.0.0.1:" + port).toList();
    return "etcd+" + scheme + "://" + String.join(",", all) + "/test" + PREFIXES.incrementAndGet();
  }

  /** The options of a server whose state is there. */
  public static ServerOptions options(Etcd etcd) {
    SharedState state = Objects.requireNonNull(new EtcdStates().find(etcd));
    return ServerOptions.DEFAULTS.withShared(state);
  }

  /** Takes away the history that etcd has kept so far. */
  void compact() throws Exception {
    Gateway gateway = new Gateway(etcd());
    JsonObject ask = new JsonObject();
    Json.bytes(ask, "key", Bytes.utf8("none"));
    long revision = Json.revision(gateway.call("/v3/kv/range", ask, 5_000));
    ask = new JsonObject();
    ask.addProperty("revision", Long.toString(revision));
    ask.addProperty("physical", true);
    gateway.call("/v3/kv/compaction", ask, 5_000);
  }

  @Override
  public void close() {
    members.forEach(Process::destroyForcibly);
  }
}
