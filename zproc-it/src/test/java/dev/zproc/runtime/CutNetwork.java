package dev.zproc.runtime;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.zproc.runtime.testing.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network of two hosts, this one and another, with a cable between them that can be cut: a
 * namespace of Linux, in which programs of this machine run as those of the other host. Should the
 * JVM of the tests be killed, all of it is gone with the process that holds it, some minutes later
 * at most.
 */
final class CutNetwork implements AutoCloseable {

  private final Process holder;
  private final String cable;
  private final String prefix;
  private final int first;

  private CutNetwork(Process holder, String cable, String prefix, int first) {
    this.holder = holder;
    this.cable = cable;
    this.prefix = prefix;
    this.first = first;
  }

  /** Makes one, or skips the test where that is not allowed. */
  static CutNetwork open() throws IOException, InterruptedException {
    String skip = "no network namespace of our own here, which takes Linux, root and iproute2: ";
    Process holder;
    try {
      holder =
          Fixtures.start(
              new ProcessBuilder("unshare", "--net", "sh", "-c", "echo made; exec sleep 3600"));
    } catch (IOException e) {
      return abort(skip + e.getMessage());
    }
    if (!"made".equals(holder.inputReader().readLine())) {
      return abort(skip + holder.errorReader().readLine());
    }
    if (network(holder.pid()).equals(network(ProcessHandle.current().pid()))) {
      holder.destroyForcibly();
      return abort(skip + "unshare does nothing");
    }
    int some = ThreadLocalRandom.current().nextInt(64, 64 * 128);
    CutNetwork network =
        new CutNetwork(
            holder, "zp" + holder.pid(), "169.254." + (some >> 6) + ".", some << 2 & 255);
    try {
      String cable = network.cable;
      String there = cable + "b";
      ip("link add " + cable + " type veth peer name " + there + " netns " + holder.pid());
      ip("addr add " + network.address(1) + "/30 dev " + cable);
      ip("link set " + cable + " up");
      network.ipThere("addr add " + network.address(2) + "/30 dev " + there);
      network.ipThere("link set " + there + " up");
      network.ipThere("link set lo up");
      return network;
    } catch (IOException e) {
      network.close();
      return abort(skip + e.getMessage());
    }
  }

  private String address(int host) {
    return prefix + (first + host);
  }

  /** That of the other host. */
  String there() {
    return address(2);
  }

  /** What a command line begins with that is to run there. */
  List<String> inside() {
    return List.of("nsenter", "--net", "--target", "" + holder.pid());
  }

  /** Neither side hears anything of the other from now on, nor that it is so. */
  void cut() throws IOException, InterruptedException {
    ip("link set " + cable + " down");
  }

  private void ipThere(String words) throws IOException, InterruptedException {
    run(inside(), words);
  }

  private static void ip(String words) throws IOException, InterruptedException {
    run(List.of(), words);
  }

  private static void run(List<String> before, String words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add("ip");
    command.addAll(List.of(words.split(" ")));
    Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (ip.waitFor() != 0) {
      throw new IOException("ip " + words + ": " + said);
    }
  }

  /** Ends whoever is there; an sshd whose network is dead would wait for a long time. */
  @Override
  public void close() {
    String there = network(holder.pid());
    String here = network(ProcessHandle.current().pid());
    ProcessHandle.allProcesses()
        .filter(process -> !there.isEmpty() && !there.equals(here))
        .filter(process -> network(process.pid()).equals(there))
        .forEach(ProcessHandle::destroyForcibly);
    holder.destroyForcibly();
    try { // what had not arrived yet keeps the cable there for minutes
      new ProcessBuilder("ip", "link", "del", cable).start().onExit().join();
    } catch (IOException e) {
      // Without ip there is no cable.
    }
  }

  private static String network(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", "" + pid, "ns/net")).toString();
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
