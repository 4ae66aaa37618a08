package dev.zproc.durable;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What errors mean that come while a file is opened: of its contents, or of all around it. */
final class Errors {

  private Errors() {}

  /**
   * Whether it is the contents of the file that are wrong. Who is told so may put back an older
   * copy; so it must not be said where the file is only locked, or cannot be read for now.
   */
  static boolean isDamage(SQLException failed) {
    SQLiteErrorCode code = code(failed);
    return switch (primary(code)) {
      case SQLITE_ERROR,
          SQLITE_CORRUPT,
          SQLITE_NOTADB,
          SQLITE_FORMAT,
          SQLITE_SCHEMA,
          SQLITE_TOOBIG,
          SQLITE_MISMATCH,
          SQLITE_EMPTY ->
          true;
      default -> false;
    };
  }

  private static SQLiteErrorCode code(Exception failed) {
    return failed instanceof SQLiteException ours
        ? ours.getResultCode()
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  /** The code without what it says in particular. */
  private static SQLiteErrorCode primary(SQLiteErrorCode code) {
    return code == SQLiteErrorCode.UNKNOWN_ERROR
        ? code
        : SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }

  /** Whether there is no room on the disk, as far as that can be told. */
  static boolean isForRoom(Exception failed) {
    if (failed instanceof SQLiteException ours) {
      return Journal.isForRoom(ours.getResultCode());
    }
    String message = String.valueOf(failed.getMessage());
    return message.contains("No space left") || message.contains("quota exceeded");
  }

  /** Says why {@code file} could not be opened, with which it has nothing to do what is in it. */
  static Refused refused(Path file, Exception failed) {
    if (isForRoom(failed)) {
      return Refused.full(file);
    }
    return isLocked(failed) ? Refused.locked(file) : Refused.unreadable(file, why(failed));
  }

  /** Whether another program has it for now. */
  static boolean isLocked(Exception failed) {
    return switch (primary(code(failed))) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  /** Says in words what Java says by the class of an exception. */
  private static String why(Exception failed) {
    if (failed instanceof NoSuchFileException missing) {
      return "there is no '" + missing.getFile() + "'";
    }
    if (failed instanceof AccessDeniedException denied) {
      return "this user has no right to '" + denied.getFile() + "'";
    }
    if (failed instanceof ClosedByInterruptException) {
      return "the thread that opens it was interrupted";
    }
    String message = failed.getMessage();
    return message == null ? failed.toString() : message;
  }
}
