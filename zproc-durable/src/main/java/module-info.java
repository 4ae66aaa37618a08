/** Keeps the state of a context in a file; found by zproc's runtime, with nothing to call. */
module dev.zproc.durable {
  requires dev.zproc.runtime;
  requires static org.jspecify;
  requires java.sql;
  requires org.xerial.sqlitejdbc;

  provides dev.zproc.runtime.internal.journal.JournalProvider with
      dev.zproc.durable.SqliteJournals;
}
