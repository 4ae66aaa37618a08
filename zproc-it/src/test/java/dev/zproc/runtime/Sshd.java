package dev.zproc.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.testing.Fixtures;
import dev.zproc.runtime.testing.Ports;
import dev.zproc.runtime.testing.Required;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * An {@code sshd} at a port of the loopback address, or behind a cable of its own, that plays
 * another host: with a home of its own for this user, a key of its own, and a key that lets in.
 */
final class Sshd implements AutoCloseable {

  private static final List<String> PLACES =
      List.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd");

  private final Path folder;
  private final Path home;
  private final Process process;

  private Sshd(Path folder, Path home, Process process) {
    this.folder = folder;
    this.home = home;
    this.process = process;
  }

  /**
   * Starts one, or skips the test where there is none.
   *
   * @param folder for its files; removed by whoever made it
   * @param options lines of its configuration, which win over ours
   */
  static Sshd start(Path folder, String... options) throws IOException, InterruptedException {
    return start(folder, "127.0.0.1", List.of(), options);
  }

  /** As {@link #start}, as a host behind a cable. */
  static Sshd startIn(CutNetwork network, Path folder) throws IOException, InterruptedException {
    return start(folder, network.there(), network.inside());
  }

  private static Sshd start(Path folder, String address, List<String> inside, String... options)
      throws IOException, InterruptedException {
    Path program =
        PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
    String missing =
        "no sshd here; install it with \"apt-get install openssh-server openssh-client\"";
    assumeTrue(
        Required.isThere(program != null && run(folder, "ssh", "-V") == 0, missing), missing);
    if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
      Files.createDirectories(Path.of("/run/sshd")); // which it insists on, as root
    }
    Path home = Files.createDirectories(folder.resolve("home"));
    key(folder, "hostkey");
    key(folder, "key");
    Files.copy(folder.resolve("key.pub"), folder.resolve("authorized_keys"));
    int port = Ports.free();
    Files.writeString(
        folder.resolve("sshd_config"),
        String.join("\n", options)
            + """

            Port %d
            ListenAddress %s
            HostKey %s/hostkey
            AuthorizedKeysFile %s/authorized_keys
            PidFile none
            UsePAM no
            StrictModes no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin yes
            PrintMotd no
            AcceptEnv none
            MaxStartups 200
            LogLevel ERROR
            SetEnv HOME=%s
            """
                .formatted(port, address, folder, folder, home));
    Files.writeString(
        folder.resolve("known_hosts"),
        "[" + address + "]:" + port + " " + Files.readString(folder.resolve("hostkey.pub")));
    Files.writeString(
        folder.resolve("config"),
        """
        Host forge
          HostName %s
          Port %d
          IdentityFile %s/key
          IdentitiesOnly yes
          UserKnownHostsFile %s/known_hosts
          GlobalKnownHostsFile /dev/null
          StrictHostKeyChecking yes
        """
            .formatted(address, port, folder, folder));
    List<String> command = new ArrayList<>(inside);
    command.addAll(
        List.of(program.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString()));
    Process process =
        Fixtures.start(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()));
    Sshd started = new Sshd(folder, home, process);
    Awaitility.await()
        .alias("an sshd that listens")
        .pollDelay(Duration.ZERO)
        .failFast("sshd has ended; see its log in " + folder, () -> !process.isAlive())
        .until(() -> listens(address, port));
    return started;
  }

  private static boolean listens(String address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void key(Path folder, String name) throws IOException, InterruptedException {
    String file = folder.resolve(name).toString();
    if (run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file) != 0) {
      throw new IOException("ssh-keygen makes no key");
    }
  }

  private static int run(Path folder, String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  /** This host, with the Java of this JVM. */
  Host host() {
    return bareHost().java(System.getProperty("java.home"));
  }

  /** This host, where Java is to be found. */
  Host bareHost() {
    return Host.ssh("forge").sshArgs("-F", config().toString());
  }

  Path home() {
    return home;
  }

  Path cache() {
    return home.resolve(".cache/zproc");
  }

  /** The config of its clients. */
  Path config() {
    return folder.resolve("config");
  }

  /** Changes what the client is told; for what is wrong with it. */
  void config(String from, String to) throws IOException {
    Files.writeString(config(), Files.readString(config()).replace(from, to));
  }

  /** Lets its clients come by a line that can be slow. */
  SlowLine slowLine() throws IOException {
    String port =
        Files.readAllLines(config()).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("Port "))
            .findFirst()
            .orElseThrow();
    SlowLine line = new SlowLine(Integer.parseInt(port.substring("Port ".length())));
    config(port, "HostKeyAlias forge\n  Port " + line.port());
    String known = Files.readString(folder.resolve("hostkey.pub"));
    Files.writeString(folder.resolve("known_hosts"), "forge " + known);
    return line;
  }

  long pid() {
    return process.pid();
  }

  /** The processes that have been started by logging in here, and all below them. */
  List<Long> sessions() {
    return running("HOME=" + home);
  }

  /** Those of them that are JVMs of children. */
  List<Long> jvms() {
    return sessions().stream().filter(pid -> command(pid).contains("\0zproc:")).toList();
  }

  /** Ends what runs another program, left behind by a child there; returns whether it ran. */
  boolean endProgram(String program) {
    List<Long> running =
        sessions().stream().filter(pid -> command(pid).startsWith(program + "\0")).toList();
    running.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    return !running.isEmpty();
  }

  /** The processes of {@code ssh} on this side. */
  List<Long> clients() {
    return processes().filter(pid -> command(pid).startsWith("ssh\0-F\0" + config())).toList();
  }

  private static List<Long> running(String variable) {
    return processes()
        .filter(
            pid -> {
              try {
                String all =
                    new String(
                        Files.readAllBytes(Path.of("/proc", "" + pid, "environ")),
                        StandardCharsets.ISO_8859_1);
                return ("\0" + all).contains("\0" + variable + "\0");
              } catch (IOException e) {
                return false; // it has ended
              }
            })
        .toList();
  }

  private static Stream<Long> processes() {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all
          .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
          .map(path -> Long.parseLong(path.getFileName().toString()))
          .filter(RootJvm::isRunning)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String command(long pid) {
    try {
      return Files.readString(Path.of("/proc", "" + pid, "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Makes a program there. */
  static Path program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    for (long left : sessions()) {
      ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
