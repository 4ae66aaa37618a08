package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Checksums of 64 bits, two CRCs of different polynomials, mixed so that sums of several mean
 * something too. SQLite has none of its own for what is in the file.
 *
 * <p>Threads: not safe; one object belongs to one thread.
 */
final class Sums {

  private static final byte ENTRY = 1;
  private static final byte SESSION = 2;

  private final CRC32C one = new CRC32C();
  private final CRC32 other = new CRC32();
  private final ByteBuffer number = ByteBuffer.allocate(8);

  Sums add(long value) {
    number.clear();
    return raw(number.putLong(value).array());
  }

  Sums add(byte[] bytes) {
    return add((long) bytes.length).raw(bytes);
  }

  Sums add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  private Sums raw(byte[] bytes) {
    one.update(bytes);
    other.update(bytes);
    return this;
  }

  /** Returns the sum of what was added, and forgets it. */
  long take() {
    long sum = one.getValue() << 32 | other.getValue();
    one.reset();
    other.reset();
    sum = (sum ^ sum >>> 33) * 0xff51afd7ed558ccdL;
    sum = (sum ^ sum >>> 33) * 0xc4ceb9fe1a85ec53L;
    return sum ^ sum >>> 33;
  }

  /** The sum of an entry; those of all together tell whether one is missing. */
  long entry(Entry entry) {
    return add(ENTRY)
        .add(entry.key().shared())
        .add(entry.value().shared())
        .add(entry.createRevision())
        .add(entry.modRevision())
        .take();
  }

  /** The sum of what is known of a session. */
  long session(long id, long link, long highest) {
    return add(SESSION).add(id).add(link).add(highest).take();
  }
}
