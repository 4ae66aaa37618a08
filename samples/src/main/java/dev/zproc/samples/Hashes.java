package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.TaskResult;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.TaskFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * <b>16.</b> Prints the SHA-256 of every file below a folder, in the format of {@code sha256sum};
 * without an argument, of the configuration of this JDK. A file that cannot be read costs no other
 * its hash.
 *
 * <p>Each worker makes one digest, and keeps it for all its tasks.
 */
final class Hashes {

  private Hashes() {}

  /** Returns the hash of a file, in hexadecimal digits. */
  @ChildProcess(setup = "sha256")
  static String hash(MessageDigest digest, Path file) throws IOException {
    digest.reset(); // the task before may have failed halfway
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256");
  }

  public static void main(String[] args) throws IOException {
    Path folder =
        args.length > 0 ? Path.of(args[0]) : Path.of(System.getProperty("java.home"), "conf");
    List<Path> files = files(folder);
    try (ZProc zproc = ZProc.open();
        Swarm swarm = zproc.swarm(s -> s.workers(2))) {
      for (TaskResult<String> hash : swarm.settle(files, HashesLauncher::hash)) {
        Path file = folder.relativize(files.get((int) hash.index()));
        if (hash.isSuccess()) {
          System.out.println(hash.get() + "  " + file);
        } else {
          System.err.println(file + ": " + reason(hash));
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !Files.isDirectory(path)).sorted().toList();
    }
  }

  private static Object reason(TaskResult<?> result) {
    return result.failure() instanceof TaskFailedException failed ? failed.end() : result.failure();
  }
}
