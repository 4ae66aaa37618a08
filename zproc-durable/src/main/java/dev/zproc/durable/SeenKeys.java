package dev.zproc.durable;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Keys on the pages of a database and of its write-ahead log, whatever those pages are of use for:
 * places from where to read on behind a damaged page. It is not known of any that it is in a table.
 * https://sqlite.org/fileformat2.html has the layout.
 */
final class SeenKeys {

  private static final int INDEX_INTERIOR = 2;
  private static final int INDEX_LEAF = 10;
  private static final int TABLE_LEAF = 13;

  private static final int WAL_HEADER = 32;
  private static final int FRAME_HEADER = 24;

  /** Of tables without row numbers whose key is a blob, in the order of SQLite. */
  final NavigableSet<byte[]> blobs = new TreeSet<>(Arrays::compareUnsigned);

  /** Of tables with row numbers. */
  final NavigableSet<Long> numbers = new TreeSet<>(Comparator.<Long>naturalOrder());

  private SeenKeys() {}

  /** Reads all of {@code database}, as far as it can be read. */
  static SeenKeys in(Path database) {
    SeenKeys seen = new SeenKeys();
    int page = 4_096;
    try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "r")) {
      file.seek(16);
      int said = file.readUnsignedShort();
      if (Integer.bitCount(said) == 1 && (said == 1 || said >= 512)) {
        page = said == 1 ? 65_536 : said;
      }
      seen.read(file, page, page, 0);
    } catch (IOException broken) {
      // Then with what there is.
    }
    Path log = database.resolveSibling(database.getFileName() + "-wal");
    if (Files.exists(log)) {
      try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
        seen.read(file, WAL_HEADER + FRAME_HEADER, page, FRAME_HEADER);
      } catch (IOException broken) {
        // As above.
      }
    }
    return seen;
  }

  private void read(RandomAccessFile file, long first, int page, int between) throws IOException {
    byte[] bytes = new byte[page];
    long end = file.length();
    for (long at = first; at + page <= end; at += page + between) {
      try {
        file.seek(at);
        file.readFully(bytes);
        read(ByteBuffer.wrap(bytes));
      } catch (EOFException cut) {
        return;
      } catch (IOException | IndexOutOfBoundsException broken) {
        // The next page may be better.
      }
    }
  }

  /** One key of a leaf is enough, since it is read to both sides; others stand for what follows. */
  private void read(ByteBuffer page) {
    int kind = page.get(0);
    boolean isLeaf = kind == INDEX_LEAF || kind == TABLE_LEAF;
    if (!isLeaf && kind != INDEX_INTERIOR) {
      return;
    }
    int cells = page.getShort(3) & 0xffff;
    boolean isSeen = false;
    for (int i = 0; i < cells && !(isLeaf && isSeen); i++) {
      int cell = page.getShort((isLeaf ? 8 : 12) + 2 * i) & 0xffff;
      page.position(Math.min(cell + (isLeaf ? 0 : 4), page.limit()));
      isSeen |= kind == TABLE_LEAF ? number(page) : blob(page);
    }
  }

  private boolean number(ByteBuffer page) {
    varint(page); // the size
    numbers.add(varint(page));
    return true;
  }

  /** The first column of the record, if it is a blob and on this page. */
  private boolean blob(ByteBuffer page) {
    varint(page);
    int record = page.position();
    long header = varint(page);
    long type = varint(page);
    long bytes = (type - 12) / 2;
    if (type < 12 || type % 2 != 0 || header < 2 || header + bytes > page.limit() - record) {
      return false;
    }
    byte[] key = new byte[(int) bytes];
    page.get((int) (record + header), key);
    blobs.add(key);
    return true;
  }

  private static long varint(ByteBuffer page) {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      int next = page.get(page.position());
      page.position(page.position() + 1);
      if (i == 8) {
        return value << 8 | next & 0xff;
      }
      value = value << 7 | next & 0x7f;
      if (next >= 0) {
        return value;
      }
    }
    return value;
  }
}
