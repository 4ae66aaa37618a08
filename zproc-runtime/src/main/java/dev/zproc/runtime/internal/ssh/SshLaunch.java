package dev.zproc.runtime.internal.ssh;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One start of a child's JVM on another host: the {@code ssh} that does it, what that is fed, and
 * what it says of how it went.
 *
 * <p>The server of the state is forwarded as a socket in the cache there, under a name that nobody
 * had before: {@code sshd} leaves such files behind, and takes none that is there. A server that
 * listens at a port is forwarded as a port of the loopback address there, any that is free: if it
 * is taken after all, the start is {@linkplain #isToBeTriedAgain tried again} with another.
 *
 * <p>Threads: made and fed by one thread; what was said is safe for use by many.
 */
public final class SshLaunch {

  /** Says in the place of an endpoint that the child finds it in the property of that name. */
  public static final String BESIDE = "zproc.beside";

  private static final String UNIX = "unix:";
  private static final String TCP = "tcp://127.0.0.1:";

  /** Below those that systems give away by themselves. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 12_000;

  /** How often a port of a host may be refused, with no start there between, as an accident. */
  private static final int MAX_REFUSED = 5;

  private static final Map<SshHost, AtomicInteger> REFUSED = new ConcurrentHashMap<>();

  private final SshSite site;
  private final String endpointHere;
  private final String id =
      HexFormat.of().toHexDigits(UUID.randomUUID().getMostSignificantBits()).substring(0, 12);
  private final int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
  private @Nullable String script;
  private @Nullable LaunchWords words;

  private SshLaunch(SshSite site, String endpointHere) {
    this.site = site;
    this.endpointHere = endpointHere;
  }

  /**
   * Begins a start.
   *
   * @param endpoint where the server is, seen from here
   * @throws IllegalArgumentException if ssh cannot forward that; the message says what to do
   */
  public static SshLaunch begin(SshSite site, String endpoint) {
    check(site.host(), endpoint);
    return new SshLaunch(site, endpoint);
  }

  /**
   * Looks whether the server can be reached from another host.
   *
   * @throws IllegalArgumentException if ssh cannot forward it; the message says what to do
   */
  public static void check(SshHost host, String endpoint) {
    if (endpoint.startsWith(TCP)) {
      return;
    }
    if (!endpoint.startsWith(UNIX) || endpoint.indexOf(':', UNIX.length()) >= 0) {
      throw new IllegalArgumentException(
          "on("
              + host.target()
              + "): ssh cannot forward "
              + endpoint
              + "; choose another folder, without a ':', with -Djava.io.tmpdir");
    }
  }

  /** Where the child finds the server, there. */
  public String endpoint() {
    return endpointHere.startsWith(TCP) ? TCP + port : UNIX + file(".sock");
  }

  /** Where it finds the one beside it, there; null if there is none. */
  public @Nullable String beside() {
    return site.beside() == null ? null : UNIX + file(".beside");
  }

  private String file(String suffix) {
    return site.folder() + "/run/" + id + suffix;
  }

  private static List<String> forward(String there, String here) {
    return List.of("-R", bare(there) + ":" + bare(here));
  }

  private static String bare(String endpoint) {
    return endpoint.startsWith(TCP)
        ? endpoint.substring("tcp://".length())
        : endpoint.substring(UNIX.length());
  }

  /**
   * The command to run here.
   *
   * @param java the command line of the JVM there
   * @param marker the word of it that tells the JVM its parent, which it has only there
   * @param environment variables to add there, or to take away if they have no value; each is
   *     {@linkplain ShellText#isVariable one to a shell}
   * @param directory where the JVM runs there; null for the home
   * @param frameBytes how long the boot frame is
   */
  public List<String> command(
      List<String> java,
      String marker,
      Map<String, Optional<String>> environment,
      @Nullable String directory,
      int frameBytes) {
    String made = LaunchScript.of(site, id, java, marker, environment, directory, frameBytes);
    script = made;
    List<String> forwards = new ArrayList<>(List.of("-o", "ExitOnForwardFailure=yes"));
    forwards.addAll(forward(endpoint(), endpointHere));
    String here = site.beside();
    String there = beside();
    if (here != null && there != null) {
      forwards.addAll(forward(there, here));
    }
    return site.host().command(forwards, made);
  }

  /** What the command is to be fed first. */
  public byte[] stdin(byte[] frame) {
    byte[] beginning = ShellText.bytes(String.valueOf(script));
    return ByteBuffer.allocate(beginning.length + frame.length).put(beginning).put(frame).array();
  }

  /**
   * What the child writes on its stderr, in {@code stderr}, without what is meant for us.
   *
   * @param onceUp called by the reading thread as soon as the JVM takes signals
   * @param onceEnded called by it as soon as the JVM has ended
   */
  public InputStream output(InputStream stderr, Runnable onceUp, Runnable onceEnded) {
    LaunchWords taken =
        new LaunchWords(
            stderr,
            id,
            () -> {
              refused().set(0);
              onceUp.run();
            },
            onceEnded);
    words = taken;
    return taken;
  }

  private AtomicInteger refused() {
    return REFUSED.computeIfAbsent(site.host(), host -> new AtomicInteger());
  }

  /** Whether the JVM has been started there, and takes signals, as far as is known. */
  public boolean isUp() {
    LaunchWords said = words;
    return said != null && said.isUp();
  }

  /** The exit code of the JVM there; -1 if it is not known. */
  public int exitCode() {
    LaunchWords said = words;
    return said == null ? -1 : said.exitCode();
  }

  /**
   * Why there was no JVM, for a start that was not {@linkplain #isUp up}.
   *
   * @param code what ssh has ended with
   * @param stderr what it wrote there
   */
  public String failure(int code, String stderr) {
    LaunchWords said = words;
    String trouble = said == null ? null : said.trouble();
    if ("gone".equals(trouble)) {
      SshSites.forget(site);
      return "its class path is not in the cache there any more; spawn it again, which sends it anew";
    }
    if ("nodirectory".equals(trouble)) {
      return "its working directory is not there; directory(…) is one of the other host";
    }
    if ("nojvm".equals(trouble)) {
      return "no shell there could become its JVM"
          + (stderr.isEmpty() ? "" : ": " + stderr)
          + "; see whether there is room in "
          + site.folder()
          + " there, and which variables env(…) sets";
    }
    if (code == SshAnswer.SSH_FAILED) {
      return SiteLook.unreachable(site.host(), stderr);
    }
    return "ssh ended with code " + code + (stderr.isEmpty() ? "" : ": " + stderr);
  }

  /**
   * Whether another start may go better, since only a port was taken that has been chosen by
   * chance.
   *
   * @param code what ssh has ended with
   * @param stderr what it wrote there
   */
  public boolean isToBeTriedAgain(int code, String stderr) {
    return !isUp()
        && code == SshAnswer.SSH_FAILED
        && stderr.contains("forwarding failed for listen port")
        && refused().incrementAndGet() < MAX_REFUSED;
  }

  /**
   * What has become of the connection, for a start that was up.
   *
   * @param code what ssh has ended with
   * @param stderr what it wrote there
   */
  public String loss(int code, String stderr) {
    if (code > 128 && code < SshAnswer.SSH_FAILED) {
      return "its ssh here was ended by signal " + (code - 128);
    }
    String last = stderr.lines().reduce("", (before, line) -> line);
    return "its ssh here has ended with code " + code + (last.isEmpty() ? "" : ": " + last);
  }
}
