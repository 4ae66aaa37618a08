package dev.zproc.runtime.internal.ssh;

import dev.zproc.runtime.failure.HostFailedException;
import dev.zproc.runtime.failure.LimitExceededException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes hosts ready for children: looks what is there, and sends what is missing of the class path,
 * each jar by its content. What is there already is not sent again, whoever has sent it.
 *
 * <p>Threads: safe for use by many threads; one at a time prepares a host.
 */
public final class SshSites {

  /** How long sending may take beyond what it takes to connect; a dead network is seen before. */
  private static final Duration SENDING = Duration.ofHours(2);

  /** The longest class path that fits on a command line there, where Linux allows 131,072 bytes. */
  private static final int MAX_PATH_CHARS = 120_000;

  private static final Map<Wanted, SshSite> READY = new ConcurrentHashMap<>();
  private static final Map<String, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  /** Starts processes. */
  public interface Starter {

    /** Starts one, whose streams are pipes. */
    Process start(List<String> command) throws IOException;
  }

  /** What a host is to be ready for. */
  private record Wanted(SshHost host, List<String> hashes, int release) {}

  private SshSites() {}

  /** Looks at the host anew before the next child is started there. */
  public static void forget(SshSite site) {
    READY.values().removeIf(site.beside(null)::equals); // it may be ready for several releases
  }

  /**
   * Makes a host ready; blocks while it is asked, and while jars are sent.
   *
   * @param classPath the class path here
   * @param release the oldest release of Java that can run the main class
   * @param main that class, for messages
   * @throws HostFailedException if the host cannot be reached, or cannot run it
   * @throws LimitExceededException if the class path is too large
   */
  public static SshSite prepare(
      SshHost host, String classPath, int release, String main, Starter starter)
      throws InterruptedException {
    Map<String, ContentFile> files = files(host, classPath);
    Wanted wanted = new Wanted(host, List.copyOf(files.keySet()), release);
    SshSite ready = READY.get(wanted);
    if (ready != null) {
      return ready;
    }
    ReentrantLock turn = LOCKS.computeIfAbsent(host.target(), target -> new ReentrantLock());
    turn.lockInterruptibly();
    try {
      ready = READY.get(wanted);
      if (ready == null) {
        ready = prepare(host, files, release, main, starter);
        READY.put(wanted, ready);
      }
      return ready;
    } finally {
      turn.unlock();
    }
  }

  private static Map<String, ContentFile> files(SshHost host, String classPath) {
    Map<String, ContentFile> files = new LinkedHashMap<>();
    long bytes = 0;
    try {
      for (Path entry : ClassPathEntries.of(classPath)) {
        ContentFile file = ContentFile.of(entry);
        if (files.putIfAbsent(file.hash(), file) == null) {
          bytes += file.bytes();
        }
      }
    } catch (IOException e) {
      throw new HostFailedException(
          host.target(), "the class path here cannot be read: " + e.getMessage(), e);
    }
    if (bytes > host.maxClassPathBytes()) {
      throw new LimitExceededException(
          host.target()
              + ": the class path has "
              + bytes
              + " bytes, and at most "
              + host.maxClassPathBytes()
              + " are sent; give its children a smaller one with classPath(…) at the spawn, or"
              + " allow more with maxClassPath(…) of the host");
    }
    return files;
  }

  private static SshSite prepare(
      SshHost host, Map<String, ContentFile> files, int release, String main, Starter starter)
      throws InterruptedException {
    SshAnswer found =
        SshAnswer.ask(
            host,
            SiteScripts.look(host.java(), files.keySet()),
            stdin -> {},
            host.connectTimeout().multipliedBy(2),
            starter);
    SshSite site = SiteLook.site(host, found, files.values(), release, main);
    if (site.classPath().length() > MAX_PATH_CHARS) {
      throw new LimitExceededException(
          host.target()
              + ": the class path has "
              + site.jars().size()
              + " jars, whose names there are longer than a command line; put some of them into one"
              + " jar");
    }
    List<ContentFile> missing = new ArrayList<>();
    for (String hash : found.values("missing")) {
      ContentFile file = files.get(hash);
      if (file != null) {
        missing.add(file);
      }
    }
    if (!missing.isEmpty()) {
      send(site, missing, starter);
    }
    return site;
  }

  private static void send(SshSite site, List<ContentFile> missing, Starter starter)
      throws InterruptedException {
    SshHost host = site.host();
    SshAnswer stored =
        SshAnswer.ask(
            host,
            SiteScripts.take(site.folder()),
            stdin -> {
              TarStream tar = new TarStream(stdin);
              for (ContentFile file : missing) {
                tar.add(file.name(), file.bytes(), file::writeTo);
              }
              tar.finish();
            },
            host.connectTimeout().plus(SENDING),
            starter);
    if (!stored.says("stored " + missing.size())) {
      throw SiteLook.notStored(site, stored);
    }
  }
}
