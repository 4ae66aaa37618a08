package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Takes what is whole out of a damaged state into a new file: {@code java -cp <class path>
 * dev.zproc.durable.Salvage <damaged file> <new file>}. The new state has each entry whose row is
 * as it was written, or that a whole batch has written after it or in its place, and no history. It
 * goes on behind pages that cannot be read, and says on stderr what is lost or may be. Entries may
 * be of different revisions, where the file has lost pages: look at them before you rely on them.
 */
public final class Salvage {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int LOSSES = 3;

  private Salvage() {}

  /**
   * Exits with 0 if everything was read; 3 if something was found, and something is or may be lost;
   * 1 if nothing was found, or no file made; 2 if it was called otherwise.
   */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: dev.zproc.durable.Salvage <damaged file> <new file>");
      System.exit(MISUSED);
    }
    System.exit(run(Path.of(args[0]), Path.of(args[1]), System.out, System.err));
  }

  static int run(Path from, Path to, PrintStream out, PrintStream err) {
    if (Files.exists(to)) {
      err.println("'" + to + "' is there already; name a new file");
      return FAILED;
    }
    Rescue rescue;
    try {
      rescue = read(RealPath.of(from));
    } catch (Refused | IOException failed) {
      err.println(failed.getMessage());
      return FAILED;
    } catch (SQLException failed) {
      err.println(Errors.refused(from, failed).getMessage());
      return FAILED;
    }
    for (String loss : rescue.losses()) {
      err.println(loss);
    }
    if (rescue.found().isEmpty()) {
      err.println("nothing in '" + from + "' is whole");
      return FAILED;
    }
    try {
      write(to, rescue.found());
    } catch (SQLException | IOException failed) {
      err.println("'" + to + "' cannot be written: " + failed.getMessage());
      return FAILED;
    }
    boolean all = rescue.losses().isEmpty();
    out.println(
        rescue.found().size()
            + " entries are whole and in '"
            + to
            + (all ? "'; everything was read" : "'; not everything could be read"));
    return all ? 0 : LOSSES;
  }

  private static Rescue read(Path from) throws Refused, IOException, SQLException {
    LockFile lock = LockFile.take(from, 0);
    try (Connection connection = Tables.read(from)) {
      LockFile.Note note = lock.read();
      return Rescue.of(from, connection, note == null ? 0 : note.number());
    } finally {
      lock.close();
    }
  }

  private static void write(Path to, Map<Bytes, Entry> found) throws SQLException, IOException {
    OwnerOnly.make(RealPath.of(to));
    long revision = 1;
    for (Entry entry : found.values()) {
      revision = Math.max(revision, entry.modRevision());
    }
    Connection connection = Tables.write(to, true);
    try {
      Tables.create(connection);
      JournalWriter writer = new JournalWriter(to, connection, Loaded.nothing());
      writer.fill(found.values(), revision);
      writer.close();
    } finally {
      connection.close();
    }
  }
}
