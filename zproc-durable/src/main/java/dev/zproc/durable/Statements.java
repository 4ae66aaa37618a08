package dev.zproc.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What is written with, prepared. One that has failed is of no use any more, so after a failure
 * they are made anew.
 */
final class Statements implements AutoCloseable {

  /** For what has no result and no parameters. */
  final Statement control;

  final PreparedStatement writeBatch;
  final PreparedStatement trimBatches;
  final PreparedStatement writeEntry;
  final PreparedStatement deleteEntry;
  final PreparedStatement writeSession;
  final PreparedStatement deleteSession;
  final PreparedStatement writeMeta;

  Statements(Connection to) throws SQLException {
    control = to.createStatement();
    writeBatch = to.prepareStatement(BatchRow.WRITE);
    trimBatches = to.prepareStatement("DELETE FROM zproc_batches WHERE number <= ?");
    writeEntry = to.prepareStatement(EntryRow.WRITE);
    deleteEntry = to.prepareStatement("DELETE FROM zproc_entries WHERE key = ?");
    writeSession = to.prepareStatement("INSERT OR REPLACE INTO zproc_sessions VALUES (?, ?, ?)");
    deleteSession = to.prepareStatement("DELETE FROM zproc_sessions WHERE id = ?");
    writeMeta = to.prepareStatement(Meta.WRITE);
  }

  @Override
  public void close() throws SQLException {
    control.close();
    writeBatch.close();
    trimBatches.close();
    writeEntry.close();
    deleteEntry.close();
    writeSession.close();
    deleteSession.close();
    writeMeta.close();
  }
}
