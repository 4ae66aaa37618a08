package dev.zproc.durable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The one row that says what the others come to.
 *
 * @param epoch how often the state was taken up
 * @param root who has it
 * @param number the last batch
 * @param revision the last revision
 * @param baseNumber the last batch that is not kept any more
 * @param baseRevision its last revision, at which history begins
 * @param baseChain its sum
 * @param chain the sum of the last batch, and of all before it
 * @param total the sums of all entries and sessions, added
 */
record Meta(
    long epoch,
    byte[] root,
    long number,
    long revision,
    long baseNumber,
    long baseRevision,
    long baseChain,
    long chain,
    long total) {

  /** Of a state that nobody has had yet: at revision 1 nothing is there. */
  static final Meta NEW = new Meta(0, new byte[0], 0, 1, 0, 1, 0, 0, 0);

  static final String WRITE =
      "INSERT OR REPLACE INTO zproc_meta VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Prepares {@link #WRITE}. */
  void bind(PreparedStatement to) throws SQLException {
    to.setLong(1, epoch);
    to.setBytes(2, root);
    to.setLong(3, number);
    to.setLong(4, revision);
    to.setLong(5, baseNumber);
    to.setLong(6, baseRevision);
    to.setLong(7, baseChain);
    to.setLong(8, chain);
    to.setLong(9, total);
    to.setLong(10, sum());
  }

  long sum() {
    return new Sums()
        .add(epoch)
        .add(root)
        .add(number)
        .add(revision)
        .add(baseNumber)
        .add(baseRevision)
        .add(baseChain)
        .add(chain)
        .add(total)
        .take();
  }

  Meta takenUpBy(byte[] newRoot) {
    return new Meta(
        epoch + 1, newRoot, number, revision, baseNumber, baseRevision, baseChain, chain, total);
  }

  Meta withTotal(long newTotal) {
    return new Meta(
        epoch, root, number, revision, baseNumber, baseRevision, baseChain, chain, newTotal);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Meta that && sum() == that.sum() && Arrays.equals(root, that.root);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sum());
  }
}
