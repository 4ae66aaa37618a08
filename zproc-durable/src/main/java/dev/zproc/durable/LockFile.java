package dev.zproc.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file beside a database that one process locks, and where it notes which batch it has
 * acknowledged last: so that a database that lost what was acknowledged is told from one that lost
 * what was not.
 *
 * <pre>
 * magic | pid | start of the machine | number of the batch | level | sum       8 bytes each
 * </pre>
 *
 * <p>Threads: owned by the thread that writes, once it is made.
 */
final class LockFile implements AutoCloseable {

  /** What the file said when it was opened. */
  record Note(long boot, long number, long level) {}

  private static final long MAGIC = 0x7a70726f6c6f636bL; // "zprolock"
  private static final int BYTES = 48;
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /**
   * Channels of files on which this process had a lock by another one, by the file: closing any of
   * a file ends, on POSIX systems, all locks that the process has on it, and another process could
   * open a database that is in use here.
   */
  private static final Map<Object, FileChannel> KEPT_OPEN = new HashMap<>();

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
  private final Sums sums = new Sums();
  private final long boot = boot();
  private final long level;

  private LockFile(FileChannel channel, long level) {
    this.channel = channel;
    this.level = level;
  }

  static Path beside(Path database) {
    return database.resolveSibling(database.getFileName() + ".lock");
  }

  /**
   * Locks {@code database}.
   *
   * @throws Refused if another process, or this one, has locked it
   */
  static synchronized LockFile take(Path database, long level) throws IOException, Refused {
    Path file = beside(database);
    OwnerOnly.make(file);
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    FileChannel kept = KEPT_OPEN.remove(key);
    FileChannel channel =
        kept != null
            ? kept
            : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw Refused.inUse(database, holder(channel));
      }
      LockFile taken = new LockFile(channel, level);
      taken.claim();
      return taken;
    } catch (OverlappingFileLockException ours) {
      if (key == null) {
        channel.close(); // as on Windows, where it ends no lock but its own
      } else {
        KEPT_OPEN.put(key, channel);
      }
      throw Refused.inUse(database, ProcessHandle.current().pid());
    } catch (IOException | Refused | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static long holder(FileChannel channel) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(BYTES);
    channel.read(found, 0);
    return found.position() == BYTES && found.getLong(0) == MAGIC ? found.getLong(8) : 0;
  }

  /** Returns what it says; null if that is nothing. */
  @Nullable Note read() throws IOException {
    ByteBuffer found = ByteBuffer.allocate(BYTES);
    channel.read(found, 0);
    if (found.position() < BYTES || found.getLong(0) != MAGIC) {
      return null;
    }
    for (int at = 0; at < BYTES - 8; at += 8) {
      sums.add(found.getLong(at));
    }
    boolean whole = sums.take() == found.getLong(BYTES - 8);
    return whole ? new Note(found.getLong(16), found.getLong(24), found.getLong(32)) : null;
  }

  /** Whether the machine has been started anew since {@code note} was written, for all we know. */
  boolean isOfAnotherStart(Note note) {
    return note.boot() != boot || boot == 0;
  }

  /** Says who has it from now on, where a note is; what that says else stays as it was. */
  private void claim() throws IOException {
    Note before = read();
    if (before != null) {
      write(before);
    }
  }

  /** Notes that batch {@code number} was stored; it may be acknowledged then. */
  void note(long number) throws IOException {
    write(new Note(boot, number, level));
  }

  private void write(Note note) throws IOException {
    buffer.clear();
    buffer.putLong(MAGIC).putLong(ProcessHandle.current().pid()).putLong(note.boot());
    buffer.putLong(note.number()).putLong(note.level());
    for (int at = 0; at < BYTES - 8; at += 8) {
      sums.add(buffer.getLong(at));
    }
    buffer.putLong(sums.take()).flip();
    for (long at = 0; buffer.hasRemaining(); ) {
      at += channel.write(buffer, at);
    }
  }

  private static long boot() {
    try {
      byte[] id = Files.readString(BOOT).getBytes(StandardCharsets.US_ASCII);
      return new Sums().add(id).take();
    } catch (IOException | RuntimeException unknown) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
