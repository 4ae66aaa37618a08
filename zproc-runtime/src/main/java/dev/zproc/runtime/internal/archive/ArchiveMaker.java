package dev.zproc.runtime.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has an archive made by a JVM of its own, while this process goes on. That JVM ends with this
 * process, is no child to anybody who asks for children, and leaves the processor to whoever wants
 * it.
 *
 * <p>Threads: safe for use by many threads. The work is done by the daemon thread {@code
 * zproc-archive}.
 */
public final class ArchiveMaker {

  /** Starts the JVM that makes an archive. */
  @FunctionalInterface
  public interface Starter {

    /**
     * Starts a process whose stdin is a pipe, and whose stdout and stderr are one other.
     *
     * @param directory where it runs
     */
    Process start(List<String> words, Path directory) throws IOException;
  }

  /** The main class that makes archives; by name, since it is above this package. */
  static final String MAIN = "dev.zproc.runtime.Archive";

  /** A property of the JVM that makes an archive for another: it ends with its stdin. */
  public static final String LIFELINE = "zproc.archive.lifeline";

  private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));
  private static final int LONGEST_TEXT = 4096;

  /** What has been begun, and told, in this JVM. */
  private static final Set<String> DONE = ConcurrentHashMap.newKeySet();

  private ArchiveMaker() {}

  /**
   * Lets it be known, once, if anybody wants to; in a thread of its own, since the log is the
   * user's.
   */
  static void tell(String what) {
    if (DONE.add(what)) {
      beside(() -> log(what));
    }
  }

  /** Begins to make the archive {@code key}, unless this JVM has before; returns at once. */
  static void begin(
      ArchiveFolder folder,
      String key,
      String java,
      List<String> options,
      String classPath,
      Starter starter) {
    if (DONE.add(key)) {
      beside(() -> log(make(folder, key, command(folder, key, java, options, classPath), starter)));
    }
  }

  private static void beside(Runnable work) {
    Thread thread = new Thread(work, "zproc-archive");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // The system has no thread for it, and somebody else may want the next one.
    }
  }

  private static List<String> command(
      ArchiveFolder folder, String key, String java, List<String> options, String classPath) {
    List<String> words = new ArrayList<>();
    NICE.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(nice -> words.addAll(List.of(nice.toString(), "-n", "19")));
    words.addAll(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    words.addAll(List.of("-D" + LIFELINE + "=true", "-cp", classPath, MAIN));
    words.add(folder.draft(key).toString());
    words.addAll(options);
    return words;
  }

  /** Makes it, and says what has come of that. */
  private static String make(
      ArchiveFolder folder, String key, List<String> words, Starter starter) {
    Path draft = folder.draft(key);
    try (FileChannel lock = folder.hasFailed(key) ? null : folder.lock(key)) {
      if (lock == null) {
        return "another process makes " + key + ", or it could not be made earlier today";
      }
      if (SealedFile.isWhole(folder.archive(key))) {
        return folder.archive(key) + " has been made by another process";
      }
      folder.dropLeftovers(key, DONE);
      String said = run(starter.start(words, folder.path()));
      if (!SealedFile.isWhole(draft)) {
        folder.failed(key);
        return key + " could not be made: " + said;
      }
      Files.move(
          draft,
          folder.archive(key),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      folder.clean();
      return "made " + folder.archive(key);
    } catch (IOException | InterruptedException | RuntimeException e) {
      return key + " could not be made: " + e;
    } finally {
      folder.dropDraft(key);
    }
  }

  /** Waits for the end of {@code process}, and returns the end of what it has said. */
  private static String run(Process process) throws IOException, InterruptedException {
    try (InputStream output = process.getInputStream()) {
      byte[] buffer = new byte[LONGEST_TEXT];
      String said = "";
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        said = new String(buffer, 0, count, Charset.defaultCharset());
      }
      return "exit code " + process.waitFor() + ", " + said.strip();
    } finally {
      process.destroyForcibly();
      process.getOutputStream().close();
    }
  }

  private static void log(String what) {
    try {
      System.getLogger(ArchiveMaker.class.getPackageName()).log(Level.DEBUG, what);
    } catch (RuntimeException e) {
      // The log is the user's, and may fail as anything of theirs.
    }
  }
}
